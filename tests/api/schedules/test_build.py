"""A version becomes a schedule: every trip and every unserved visit finds its canteens."""

import datetime
from dataclasses import replace

import pytest

from api.plans.records import HandOver, HandOverKind, Status, Version
from api.schedules.build import ScheduleBuilder
from api.schedules.geojson import feature_collection
from optimizer.checker import check
from optimizer.notices import FAR_SNAP, Notice
from optimizer.plan import Plan, Reason, RiderDay, Stop, Trip, Unserved
from tests.toys import OPEN, canteen, line, rider


def trip(canteen, load_start, visit, riding, returning):
    """Five minutes to load, one stop, a minute at the door."""
    depart = load_start + 300
    start = depart + riding
    stop = Stop(visit=visit, arrive=start, start=start, end=start + 60, onboard=start - load_start)
    back = start + 60 + returning
    return Trip(canteen=canteen, load_start=load_start, depart=depart, returns=back, stops=(stop,))


@pytest.fixture
def builder():
    """R1 starts at C1 (p0), loads again at C2 (p3), and V3 is for C2 only, but nobody brings it."""
    problem = line(
        (0, 1, 2, 3),
        visits={"V3": {"canteens": ("C2",), "tier": 2}},
        canteens=(canteen(), canteen("C2", "p3")),
        riders=(rider(may_load_at=("C2",)), rider("R2", canteen="C2")),
    )
    first = trip("C1", OPEN, "V1", 60, 120)
    second = trip("C2", first.returns, "V2", 60, 120)
    reason = Reason(code="SEARCH", params={"rider": "R2"})
    plan = Plan(
        riders=(
            RiderDay(rider="R1", start=OPEN, end=second.returns, trips=(first, second)),
            RiderDay(rider="R2", start=OPEN, end=OPEN, trips=()),
        ),
        unserved=(Unserved(visit="V3", tier=2, reasons=(reason,)),),
    )
    assert check(problem, plan).violations == ()
    now = datetime.datetime(2026, 3, 2, 0, 12, tzinfo=datetime.UTC)
    version = Version(
        id=1,
        number=1,
        status=Status.PUBLISHED,
        created=now,
        published=now,
        problem=problem,
        plan=plan,
        orders=(),
        hand_overs=(HandOver(visit="V3", kind=HandOverKind.ACKNOWLEDGED),),
    )
    return ScheduleBuilder(version=version, addresses={"V1": "花溪路1号"}, names={"C1": "食堂"})


def test_trips_return_to_the_next_canteen_or_home(builder):
    trips = builder.schedule().riders[0].trips
    assert [(t.number, t.canteen, t.returns_to) for t in trips] == [
        (1, "C1", "C2"),
        (2, "C2", "C1"),
    ]


def test_riders_without_trips_are_left_out(builder):
    assert [day.rider for day in builder.schedule().riders] == ["R1"]


def test_a_canteen_sees_its_trips_and_every_unserved_visit_it_may_cook_for(builder):
    first, second = builder.schedule("C1"), builder.schedule("C2")
    assert [t.number for t in first.riders[0].trips] == [1]
    assert [t.number for t in second.riders[0].trips] == [2]
    assert first.unserved == []
    assert [left.visit for left in second.unserved] == ["V3"]
    assert [kitchen.canteen for kitchen in second.kitchens] == ["C2"]


def test_every_unserved_visit_is_somebodys(builder):
    seen = [left for name in ("C1", "C2") for left in builder.schedule(name).unserved]
    assert builder.schedule().unserved == seen


def test_unserved_visit_tells_reason_and_acknowledgement(builder):
    (left,) = builder.schedule().unserved
    assert left.reasons[0].code == "SEARCH"
    assert "R2" in left.reasons[0].text.zh
    assert left.reasons[0].remedy.en
    assert (left.hand_over.kind, left.hand_over.at) == (HandOverKind.ACKNOWLEDGED, None)


def test_what_is_not_on_the_roster_shows_no_address(builder):
    stops = [stop for t in builder.schedule().riders[0].trips for stop in t.stops]
    assert [stop.address for stop in stops] == ["花溪路1号", None]
    assert [place.name for place in builder.schedule().canteens] == ["食堂", "C2"]


def test_seconds_count_from_local_midnight_also_past_it(builder):
    assert builder.moment(86_400 + 60).isoformat() == "2026-03-03T00:01:00+08:00"


def test_one_canteens_map_still_ends_where_the_trip_ends(builder):
    features = feature_collection(builder.schedule("C1")).features
    routes = [feature for feature in features if feature.geometry.type == "LineString"]
    longitudes = [point[0] for point in routes[0].geometry.coordinates]
    assert longitudes == pytest.approx([121.400, 121.401, 121.403])


def test_drafts_have_no_schedule(builder):
    draft = replace(builder.version, published=None, status=Status.DRAFT)
    with pytest.raises(ValueError, match="not published"):
        replace(builder, version=draft).schedule()


def test_what_must_be_known_about_the_data_names_buildings(builder):
    far = Notice(code=FAR_SNAP, params={"location": "p1", "profile": "ebike", "metres": 140})
    problem = replace(builder.version.problem, notices=(far,))
    told = replace(builder, version=replace(builder.version, problem=problem))
    (notice,) = replace(told, addresses={"V1": "杏山路1号"}).schedule().notices
    assert notice.code == FAR_SNAP
    assert notice.params == {"profile": "ebike", "metres": 140}
    assert notice.text.zh.startswith("杏山路1号：")
