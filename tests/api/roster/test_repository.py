"""What is saved comes back field by field, and personal data never lies readable in the file."""

import dataclasses
import datetime

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from api.roster import repository
from api.roster.repository import TABLES
from optimizer.problem import Batch
from tests.days import migrated
from tests.rosters import canteen, meal_point, resident, rider

pytestmark = pytest.mark.usefixtures("system")

KITCHEN = canteen(
    capacity_by_diet={"soft": 50},
    diets=("regular", "soft"),
    loading_bays=2,
    batches=(Batch(ready=36_000, meals=120), Batch(ready=38_700, meals=80)),
    weekdays=(1, 2, 3),
)
POINT = meal_point(canteen="C1", meeting=39_600, weekdays=(1, 2, 3, 4, 5))
RIDER = rider(skills=("上海话",), may_load_at=("C1",), weekdays=(1, 7))
RESIDENT = resident(
    name="老人甲",
    phone="02100000001",
    door="602室",
    door_note="门铃坏了",
    hold_from=datetime.date(2026, 3, 2),
    window=(39_600, 44_100),
    canteen="C1",
    mode="point",
    meal_point="D1",
)


@pytest.fixture
def database(tmp_path):
    with migrated(tmp_path) as database:
        yield database


@pytest.fixture
def session(database):
    with database.session() as session:
        yield session


def save_all(session):
    repository.save(session, [KITCHEN])
    repository.save(session, [POINT])
    repository.save(session, [RIDER])
    repository.save(session, [RESIDENT])


@pytest.mark.parametrize(("kind", "table"), TABLES.items())
def test_every_field_has_its_column(kind, table):
    columns = [column.key for column in inspect(table).columns]
    assert columns == [field.name for field in dataclasses.fields(kind)]


def test_records_come_back_as_they_were(session):
    save_all(session)
    session.expunge_all()
    roster = repository.load(session)
    assert (roster.canteens, roster.riders, roster.residents) == (
        (KITCHEN,),
        (RIDER,),
        (RESIDENT,),
    )
    assert repository.canteens(session) == (KITCHEN,)


def test_records_come_in_order_of_id(session):
    repository.save(session, [resident("2"), resident("10"), resident("1")])
    assert [record.id for record in repository.load(session).residents] == ["1", "10", "2"]


def test_saving_again_replaces(session):
    repository.save(session, [dataclasses.replace(RESIDENT, canteen=None, meal_point=None)])
    repository.save(session, [resident(name="老人乙")])
    assert repository.load(session).residents == (resident(name="老人乙"),)


def test_a_canteen_must_exist(session):
    with pytest.raises(IntegrityError) as caught, session.begin_nested():
        repository.save(session, [resident(canteen="C9")])
    assert resident().name not in str(caught.value)


def test_personal_data_is_encrypted_at_rest(database, tmp_path, system):
    with database.session() as session:
        save_all(session)
    database.close()
    stored = system.content(tmp_path)
    assert RESIDENT.address.encode() in stored
    for secret in (RESIDENT.name, RESIDENT.phone, RESIDENT.door, RESIDENT.door_note, RIDER.name):
        assert secret.encode() not in stored
