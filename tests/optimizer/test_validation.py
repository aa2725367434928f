"""Every contradiction in a problem is found, at its place, and all of them at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optimizer.errors import InvalidProblem
from optimizer.locks import DayLock, NeverLock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.plan import Stop, Trip
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch, Location, Problem, Travel
from tests import toys
from tests.plans import by_hand

OPEN = toys.OPEN


def issues(**changes):
    """Path and value of each issue of the line toy with some fields changed."""
    with pytest.raises(InvalidProblem) as error:
        toys.line(**changes)
    for issue in error.value.issues:
        assert all(issue.problem)
        assert all(issue.remedy)
    return [(issue.path, issue.value) for issue in error.value.issues]


def test_toys_are_fine():
    assert isinstance(toys.line(), Problem)
    assert isinstance(toys.line((0,), riders=()), Problem)


def frozen_at(*times, visits="V1"):
    """A trip under way with one stop for each visit, all at the same moments."""
    load_start, depart, arrive, start, end = times
    stops = tuple(
        Stop(visit=visit, arrive=arrive, start=start, end=end, onboard=0)
        for visit in visits.split()
    )
    return Trip(canteen="C1", load_start=load_start, depart=depart, returns=end, stops=stops)


PROPER = (OPEN, OPEN + 300, OPEN + 400, OPEN + 400, OPEN + 460)
PLACES = (Location(id="p0", lon=121.4, lat=31.25), Location(id="p1", lon=121.4, lat=31.25))
TRAVEL = toys.line_travel((0, 1))


def rider(**changes):
    return {"riders": (toys.rider(**changes),)}


def kitchen(**changes):
    return {"canteens": (toys.canteen(**changes),)}


def visit(**changes):
    return {"visits": {"V1": changes}}


def locks(*several):
    return {"locks": several}


@pytest.mark.parametrize(
    ("changes", "path", "value"),
    [
        ({"visits": {"V2": {"id": "V1"}}}, "visits[1].id", "V1"),
        ({"riders": (toys.rider(), toys.rider())}, "riders[1].id", "R1"),
        ({"canteens": (toys.canteen(), toys.canteen())}, "canteens[1].id", "C1"),
        ({"timezone": "Asia/Putuo"}, "timezone", "Asia/Putuo"),
        ({"timezone": ""}, "timezone", ""),
        ({"now": -1}, "now", -1),
        (rider(profile="boat"), "riders[0].profile", "boat"),
        (
            {"travel": {"ebike": TRAVEL, "foot": toys.line_travel((0, 1, 2, 3))}},
            "travel.ebike.seconds",
            (2, 2),
        ),
        (kitchen(location="p9"), "canteens[0].location", "p9"),
        (kitchen(capacity=-1), "canteens[0].capacity", -1),
        (kitchen(capacity_by_diet={"soft": -2}), "canteens[0].capacity_by_diet.soft", -2),
        (kitchen(loading_seconds=-1), "canteens[0].loading_seconds", -1),
        (kitchen(loading_bays=0), "canteens[0].loading_bays", 0),
        (kitchen(batches=(Batch(ready=1, meals=-1),)), "canteens[0].batches[0].meals", -1),
        (kitchen(batches=(Batch(ready=-1, meals=1),)), "canteens[0].batches[0].ready", -1),
        (
            kitchen(batches=(Batch(ready=9, meals=1), Batch(ready=8, meals=1))),
            "canteens[0].batches[1].ready",
            8,
        ),
        (rider(canteen="C9"), "riders[0].canteen", "C9"),
        (rider(may_load_at=("C1", "C9")), "riders[0].may_load_at[1]", "C9"),
        (rider(boxes=0), "riders[0].boxes", 0),
        (rider(max_trips=-1), "riders[0].max_trips", -1),
        (rider(shift=(OPEN, OPEN - 1)), "riders[0].shift", [OPEN, OPEN - 1]),
        (rider(shift=(-1, OPEN)), "riders[0].shift", -1),
        (rider(shift=(OPEN, 172_801)), "riders[0].shift", 172_801),
        (rider(shift=(OPEN, OPEN + 299)), "riders[0].shift", [OPEN, OPEN + 299]),
        (rider(kind="robot"), "riders[0].kind", "robot"),
        (rider(max_trips=0, frozen=(frozen_at(*PROPER),)), "riders[0].max_trips", 0),
        (
            rider(frozen=(replace(frozen_at(*PROPER), canteen="C9"),)),
            "riders[0].frozen[0].canteen",
            "C9",
        ),
        (
            rider(frozen=(frozen_at(*PROPER, visits="V9"),)),
            "riders[0].frozen[0].stops[0].visit",
            "V9",
        ),
        (rider(frozen=(frozen_at(OPEN, OPEN - 1, *PROPER[2:]),)), "riders[0].frozen[0]", OPEN - 1),
        (rider(frozen=(frozen_at(*PROPER[:4], OPEN + 399),)), "riders[0].frozen[0]", OPEN + 399),
        (
            rider(frozen=(frozen_at(*PROPER), frozen_at(*PROPER, visits="V2"))),
            "riders[0].frozen[1]",
            OPEN,
        ),
        (visit(location="p9"), "visits[0].location", "p9"),
        (visit(canteens=("C9",)), "visits[0].canteens[0]", "C9"),
        (visit(service_seconds=-1), "visits[0].service_seconds", -1),
        (visit(missed_recently=-1), "visits[0].missed_recently", -1),
        (visit(window=(5, 4)), "visits[0].window", [5, 4]),
        (visit(max_onboard_seconds=0), "visits[0].max_onboard_seconds", 0),
        (visit(max_onboard_seconds=7_201), "visits[0].max_onboard_seconds", 7_201),
        (visit(meals={}), "visits[0].meals", {}),
        (visit(meals={"soft": 0}), "visits[0].meals.soft", 0),
        (visit(tier=4), "visits[0].tier", 4),
        (visit(familiarity={"R1": 1.1}), "visits[0].familiarity.R1", 1.1),
        (visit(preferred=(OPEN + 2, OPEN + 1)), "visits[0].preferred", [OPEN + 2, OPEN + 1]),
        (visit(preferred=(OPEN - 1, OPEN)), "visits[0].preferred", [OPEN - 1, OPEN]),
        (locks(RiderLock(visit="V9", rider="R1")), "locks[0].visit", "V9"),
        (locks(RiderLock(visit="V1", rider="R9")), "locks[0].rider", "R9"),
        (locks(TripLock(visit="V1", rider="R1", trip=-1)), "locks[0].trip", -1),
        (locks(NotBefore(visit="V9", seconds=OPEN)), "locks[0].visit", "V9"),
        (locks(NotBefore(visit="V1", seconds=-1)), "locks[0].seconds", -1),
        (locks(SequenceLock(visits=("V1", "V9"))), "locks[0].visits[1]", "V9"),
        (locks(SequenceLock(visits=("V1", "V1"))), "locks[0].visits", ["V1", "V1"]),
        (locks(NeverLock(visits=("V1", "V9"))), "locks[0].visits[1]", "V9"),
        (locks(NeverLock(visits=("V1",), rider="R9")), "locks[0].rider", "R9"),
        (locks(DayLock(rider="R1", trips=(("V1",), ("V9",)))), "locks[0].trips[1][0]", "V9"),
        (locks(DayLock(rider="R1", trips=(("V1",), ("V1",)))), "locks[0].trips", ["V1", "V1"]),
        (
            locks(DayLock(rider="R1", trips=()), DayLock(rider="R1", trips=())),
            "locks[1].rider",
            "R1",
        ),
        ({"policy": Policy(late_percent=-1)}, "policy.late_percent", -1),
        ({"policy": Policy(paid_percent={"staff": -1})}, "policy.paid_percent.staff", -1),
        (
            {"policy": Policy(emergency=Emergency(window_seconds=-1))},
            "policy.emergency.window_seconds",
            -1,
        ),
    ],
)
def test_each_contradiction_is_found_at_its_place(changes, path, value):
    assert (path, value) in issues(**changes)
    assert {found.split(".")[0] for found, _ in issues(**changes)} == {path.split(".")[0]}


@pytest.mark.parametrize(
    ("lon", "lat", "words"),
    [
        (float("nan"), 31.25, "no coordinates"),
        (121.4, float("inf"), "no coordinates"),
        (200.0, 31.25, "no coordinates"),
        (31.25, 121.4, "swapped"),
    ],
)
def test_coordinates_that_cannot_be(lon, lat, words):
    places = (*toys.line().locations[:3], Location(id="p3", lon=lon, lat=lat))
    with pytest.raises(InvalidProblem) as error:
        toys.line(locations=places)
    (issue,) = error.value.issues
    assert issue.path == "locations[3]"
    assert words in issue.problem.en + issue.remedy.en


def test_duplicate_location():
    places = (*toys.line().locations[:3], toys.line().locations[2])
    assert ("locations[3].id", "p2") in issues(locations=places)


def test_negative_travel_is_found_at_its_cell():
    seconds = toys.line_travel((0, 1, 2, 3)).seconds.copy()
    seconds[2, 1] = -7
    travel = Travel(seconds, seconds * 0)
    assert issues(travel={"ebike": travel}) == [("travel.ebike.seconds[2][1]", -7)]


def test_visit_on_two_frozen_trips():
    problem = toys.line(riders=(toys.rider("R1"), toys.rider("R2")))
    both = by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")], R2=[("C1", OPEN + 300, "V3 V2")])
    crew = tuple(toys.rider(day.rider, frozen=day.trips) for day in both.riders)
    assert issues(riders=crew) == [("riders[1].frozen[0].stops[1].visit", "V2")]


def test_all_issues_come_together_and_read_well():
    with pytest.raises(InvalidProblem) as error:
        toys.line(
            timezone="Mars",
            riders=(toys.rider(boxes=0),),
            visits={"V2": {"tier": 9, "window": (OPEN + 1, OPEN)}},
        )
    paths = [issue.path for issue in error.value.issues]
    assert paths == ["timezone", "riders[0].boxes", "visits[1].window", "visits[1].tier"]
    lines = str(error.value).splitlines()
    assert lines[1] == (
        "riders[0].boxes = 0：数值太小，至少为 1；填写不小于 1 的数"
        " / the value is too small, it must be at least 1; give a number of at least 1"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"visits": {"V1": {"meals": {"regular": 40}}}},
        {"visits": {"V1": {"meals": {"martian": 1}}}, "canteens": (toys.canteen(diets=()),)},
        {"visits": {"V1": {"canteens": ()}}},
        {"visits": {"V1": {"skills": ("flying",)}}},
        {"visits": {"V1": {"window": (0, 0)}}},
        {"canteens": (toys.canteen(capacity=0),)},
        {"riders": ()},
        {"riders": (toys.rider(max_trips=0),)},
        {"locks": (NotBefore(visit="V1", seconds=OPEN + 7_201),)},
        {"locks": (RiderLock(visit="V1", rider="R1"), NeverLock(visits=("V1",), rider="R1"))},
    ],
)
def test_what_nobody_can_serve_is_no_contradiction(changes):
    assert isinstance(toys.line(**changes), Problem)


def test_meals_that_change_hands_were_loaded_somewhere():
    """Meeting points that name each other would send whoever asks for their kitchen in circles."""
    trip = frozen_at(*PROPER)
    begun = (
        toys.rider("R1", frozen=(replace(trip, canteen="@R2", stops=()),)),
        toys.rider("R2", frozen=(replace(trip, canteen="@R1", stops=()),)),
    )
    points = tuple(toys.canteen(f"@{name}", handed_over_by=name) for name in ("R1", "R2"))
    kitchens = (toys.canteen(), *points)
    assert issues(riders=begun, canteens=kitchens) == [
        ("canteens[1].handed_over_by", "R1"),
        ("canteens[2].handed_over_by", "R2"),
    ]
    taken_over = (begun[0], toys.rider("R2", frozen=(replace(trip, stops=()),)))
    assert toys.line(riders=taken_over, canteens=kitchens).loaded_first("@R1") == "C1"
