"""A small day of two levels: a tricycle brings meals to a point, a volunteer walks on with one.

All names are artificial.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.plans import service
from api.plans.records import Version
from api.roster.records import Roster
from optimizer.planning import solve
from optimizer.stop import Stop
from tests.days import save_roster
from tests.rosters import MONDAY, TRAVEL, canteen, meal_point, resident, rider, roster

AT_THE_POINT = ("老人甲", "老人乙")
WALKED_TO, RIDDEN_TO = "老人丙", "老人丁"


def two_level_roster() -> Roster:
    """Two people fetch at D1, one lives beside it, one far away."""
    fetches = {"mode": "point", "meal_point": "D1"}
    return roster(
        resident("E1", name=AT_THE_POINT[0], **fetches),
        resident("E2", name=AT_THE_POINT[1], diet="soft", address="花溪路100弄3号", **fetches),
        resident("E3", name=WALKED_TO, address="花溪路9弄1号", lon=121.4092, lat=31.2442),
        resident("E4", name=RIDDEN_TO, address="花溪路300弄1号", lon=121.43),
        canteens=(canteen("C1", name="曹杨食堂"),),
        meal_points=(meal_point("D1", name="花溪路助餐点", address="花溪路10弄"),),
        riders=(
            rider("R1"),
            rider("T1", skills=("bulk",), boxes=100),
            rider("W1", "D1", profile="foot", kind="volunteer", boxes=8),
        ),
    )


def publish_two_levels(session: Session) -> Version:
    """Roster, plan and publication of the day; everybody is served."""
    people = two_level_roster()
    save_roster(session, people)
    day = planning_day(people, MONDAY, LUNCH, TRAVEL)
    stored = service.store(session, day, solve(day.problem, "nearest", Stop()))
    return service.publish(session, stored.id)
