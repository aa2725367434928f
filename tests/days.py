"""A small day from roster to plan, for the tests of whatever comes after planning.

One canteen, one rider, a couple behind one door, a neighbour, and somebody whose diet nobody
cooks: two visits are served, one is not. All names are artificial.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from api.db import Database
from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.orders.records import PlanningDay
from api.plans import service
from api.plans.actions import edited
from api.plans.origins import Action, Origin
from api.plans.records import HandOver, HandOverKind, Version
from api.roster import repository
from api.roster.records import Roster
from optimizer.edits.kinds import Add, Remove
from optimizer.locks import RiderLock
from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.problem import Batch
from optimizer.stop import Stop
from tests.rosters import MONDAY, TRAVEL, canteen, resident, roster
from tests.systems import prepare, settings_in

PERSONAL = ("老人甲", "13911110001", "101室", "老人乙", "13911110002", "老人丙", "13911110003")
"""Names, phones and doors that must never show where they do not belong."""

SECRET = ("低保", "区财政补贴")
"""Category and programme: nobody but the settlement sees them."""


def small_roster() -> Roster:
    """The roster of the small day."""
    status = {"category": SECRET[0], "programme": SECRET[1], "tier": 1}
    couple = {"door": "101室", "door_note": "按两次门铃", "floor": 1, **status}
    return roster(
        resident("E1", name="老人甲", phone="13911110001", **couple),
        resident("E2", name="老人乙", phone="13911110002", diet="soft", **couple),
        resident("E3", name="老人丙", phone="13911110003", address="花溪路100弄2号", lon=121.412),
        resident("E4", name="老人丁", diet="halal", address="枫桥路50弄3号", lat=31.245),
        canteens=(
            canteen(
                name="曹杨食堂",
                diets=("regular", "soft"),
                batches=(Batch(ready=36_000, meals=2), Batch(ready=37_800, meals=50)),
            ),
        ),
    )


def small_day() -> PlanningDay:
    """Its problem and orders."""
    return planning_day(small_roster(), MONDAY, LUNCH, TRAVEL)


def small_plan(day: PlanningDay) -> Plan:
    """A checked plan of ``day``."""
    return solve(day.problem, "nearest", Stop())


def acknowledged(plan: Plan) -> list[HandOver]:
    """An acknowledgement for each unserved visit."""
    return [HandOver(visit=e.visit, kind=HandOverKind.ACKNOWLEDGED) for e in plan.unserved]


def save_roster(session: Session, people: Roster) -> None:
    """Keep ``people`` in the database."""
    repository.save(session, people.canteens)
    repository.save(session, people.meal_points)
    repository.save(session, people.riders)
    repository.save(session, people.residents)


def publish_small_day(session: Session) -> Version:
    """Roster, plan and publication of the small day; a volunteer takes care of the unserved."""
    save_roster(session, small_roster())
    day = small_day()
    stored = service.store(session, day, small_plan(day))
    hand_overs = [
        HandOver(visit=e.visit, kind=HandOverKind.VOLUNTEER, who="志愿者戊", at=41_400)
        for e in stored.plan.unserved
    ]
    return service.publish(session, stored.id, hand_overs)


def nobody_served(day: PlanningDay, plan: Plan) -> Plan:
    """A plan of ``day`` that leaves out everybody, for the reason that ``plan`` gives."""
    left = plan.unserved[0]
    unserved = tuple(replace(left, visit=v.id, tier=v.tier) for v in day.problem.visits)
    return Plan(riders=(), unserved=unserved, cost={}, kpis={}, solver=plan.solver)


def edit_small_day(session: Session) -> Version:
    """After its publication: everybody taken out, then taken in again, and that undone.

    From the first edit on, one visit is locked to the rider.
    """
    day = small_day()
    plan = small_plan(day)
    lock = RiderLock(visit=plan.riders[0].trips[0].stops[0].visit, rider="R1")
    day = replace(day, problem=replace(day.problem, locks=(lock,)))
    newest = service.latest(session, MONDAY, LUNCH.name)
    for number, made in enumerate((nobody_served(day, plan), plan)):
        assert newest is not None
        visit = min(plan.served())
        origin = Origin(
            action=Action.EDIT,
            parent=newest.id,
            details=edited(Add(visit=visit) if number else Remove(visit=visit)),
            by="张三",
            why="电梯坏了",
        )
        newest = service.store(session, day, made, origin=origin)
    assert newest is not None
    return service.undo(session, newest.id, by="张三")


@contextmanager
def migrated(folder: Path) -> Iterator[Database]:
    """An empty database in ``folder`` on the system under test, closed at the end."""
    prepare(folder)
    database = Database(settings_in(folder))
    try:
        yield database
    finally:
        database.close()
