"""Without meal points, a volunteer of a point belongs to the canteen that cooks for it."""

import pytest
from alembic import command
from sqlalchemy import text

from api.db.migrate import config
from api.roster import repository
from api.roster.records import Roster
from tests.days import migrated, save_roster
from tests.rosters import canteen, meal_point, resident, rider

HOMES = text("SELECT id, canteen FROM riders")

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def database(tmp_path):
    with migrated(tmp_path) as database:
        yield database


PEOPLE = Roster(
    canteens=(canteen("C1"), canteen("C2")),
    meal_points=(meal_point("D1", canteen="C2"), meal_point("D2")),
    riders=(rider("R1", "C2"), rider("W1", "D1"), rider("W2", "D2")),
    residents=(resident("E1", mode="point", meal_point="D1"),),
)


def test_nobody_is_lost_on_the_way_back_and_forth(database):
    with database.session() as session:
        save_roster(session, PEOPLE)
    with database.engine.begin() as connection:
        command.downgrade(config(connection), "0001")
    with database.engine.begin() as connection:
        homes = {row.id: row.canteen for row in connection.execute(HOMES)}
        residents = connection.execute(text("SELECT id FROM residents")).scalars().all()
    assert homes == {"R1": "C2", "W1": "C2", "W2": "C1"}
    assert residents == ["E1"]
    with database.engine.begin() as connection:
        command.upgrade(config(connection), "head")
    with database.session() as session:
        again = repository.load(session)
    assert again.meal_points == ()
    assert [(who.mode, who.meal_point) for who in again.residents] == [("delivery", None)]
