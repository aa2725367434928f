"""A plan may only name what its problem has, and each rider once."""

from optimizer.plan import Plan, RiderDay, Stop, Trip, Unserved
from optimizer.references import unknown_references
from tests import toys


def day(rider="R1", canteen="C1", *visits):
    stops = tuple(Stop(visit=visit, arrive=0, start=0, end=0, onboard=0) for visit in visits)
    trip = Trip(canteen=canteen, load_start=0, depart=0, returns=0, stops=stops)
    return RiderDay(rider=rider, start=0, end=0, trips=(trip,))


def unserved(visit):
    return Unserved(visit=visit, tier=1, reasons=())


def paths(*days, left=()):
    plan = Plan(riders=days, unserved=tuple(map(unserved, left)))
    return {issue.path: issue.value for issue in unknown_references(toys.line(), plan)}


def test_known_names_are_fine():
    assert paths(day("R1", "C1", "V1", "V2"), left=["V3"]) == {}


def test_every_unknown_name_is_reported_with_its_place():
    assert paths(day("R9", "C9", "V1", "V9"), left=["V2", "V8"]) == {
        "riders[0].rider": "R9",
        "riders[0].trips[0].canteen": "C9",
        "riders[0].trips[0].stops[1].visit": "V9",
        "unserved[1].visit": "V8",
    }


def test_second_day_of_a_rider_is_refused():
    assert paths(day(), day()) == {"riders[1].rider": "R1"}
