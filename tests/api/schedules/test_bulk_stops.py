"""A bulk stop is a meal point with so many meals: no names, and no resident's building."""

import datetime

import pytest
from sqlalchemy import delete, select, update

from api.plans.kitchens import kitchen_meals
from api.roster.tables import MealPointRow, ResidentRow
from api.schedules import repository, service
from api.schedules.tables import PersonalReadRow
from api.settings import Settings
from api.web import service as pages
from api.web.where import Where
from tests.days import migrated
from tests.points import AT_THE_POINT, RIDDEN_TO, WALKED_TO, publish_two_levels
from tests.rosters import MONDAY

pytestmark = pytest.mark.usefixtures("system")

PLACE = "花溪路助餐点（花溪路10弄）"
NOW = datetime.datetime(2026, 3, 2, 1, 0, tzinfo=datetime.UTC)


@pytest.fixture
def session(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        yield session


@pytest.fixture
def version(session):
    return publish_two_levels(session)


def test_the_stop_stands_at_the_point(session, version):
    assert version.plan.unserved == ()
    stops = {
        stop.visit: stop
        for rider in service.schedule(session, MONDAY, "lunch", None).riders
        for trip in rider.trips
        for stop in trip.stops
    }
    bulk = stops["B1-D1"]
    assert (bulk.address, bulk.meals) == (PLACE, {"regular": 2, "soft": 1})
    assert {stop.address for stop in stops.values()} == {PLACE, "花溪路9弄1号", "花溪路300弄1号"}


def test_a_bulk_stop_whose_point_left_the_roster_keeps_its_id(session, version):
    session.execute(update(ResidentRow).values(meal_point=None))
    session.execute(delete(MealPointRow))
    assert repository.addresses(session, version)["B1-D1"] == "D1"


def test_whoever_brings_the_meals_gets_no_contacts(session, version):
    route = service.route(session, "T1", MONDAY, "lunch", "/route")
    stops = {stop.visit: stop for trip in route.trips for stop in trip.stops}
    assert stops["B1-D1"].contacts == []
    reads = session.scalars(select(PersonalReadRow).where(PersonalReadRow.rider == "T1"))
    others = [stop for visit, stop in stops.items() if visit != "B1-D1"]
    assert [read.people for read in reads] == [sum(len(stop.contacts) for stop in others)]


def test_the_volunteers_route_starts_at_the_point(session, version):
    (trip,) = service.route(session, "W1", MONDAY, "lunch", "/route").trips
    assert (trip.canteen.canteen, trip.canteen.name) == ("D1", "花溪路助餐点")
    assert [contact.name for stop in trip.stops for contact in stop.contacts] == [WALKED_TO]
    assert trip.meals == {"regular": 1}


def test_kitchens_pack_every_meal_once(version):
    (kitchen,) = kitchen_meals(version.problem, version.plan)
    assert (kitchen.canteen, kitchen.meals) == ("C1", {"regular": 3, "soft": 1})


def test_riders_sheets_show_doors_to_who_goes_to_doors(session, version):
    sheets = pages.riders_sheets(session, Where(date=MONDAY, sitting="lunch"), Settings(), NOW)
    handed = {
        stop.address: stop.handings
        for rider in sheets.riders
        for trip in rider.trips
        for stop in trip.stops
    }
    (bulk,) = handed[PLACE]
    assert bulk.meals == "2 普通餐·1 软食餐"
    assert "1 份由志愿者" in bulk.note
    assert (bulk.phone, bulk.door) == ("", "")
    everywhere = [handing.name for handings in handed.values() for handing in handings]
    assert WALKED_TO in everywhere
    assert RIDDEN_TO in everywhere
    assert not set(AT_THE_POINT) & set(everywhere)
    walker = next(rider for rider in sheets.riders if rider.rider == "W1")
    assert walker.trips[0].trip.canteen == "花溪路助餐点"


def test_the_page_counts_each_meal_once(session, version):
    view = pages.day(session, version, Settings())
    figures = {figure.label.zh: figure.value for figure in view.figures}
    assert figures["送出餐数"] == "4"
    assert [kitchen.canteen for kitchen in view.kitchens] == ["C1"]
