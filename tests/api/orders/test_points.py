"""Every meal is eaten in exactly one place, and food from a meal point is never too old."""

import datetime
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.orders.attendance import eaters
from api.orders.build import planning_day
from api.orders.parameters import LUNCH, SUPPER, Parameters, PointTimes
from api.plans.documents import orders_fit
from api.roster.records import Roster
from optimizer.checker import check
from optimizer.planning import solve
from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.problem import Batch
from optimizer.stop import Stop
from tests.rosters import MONDAY, TRAVEL, canteen, meal_point, resident, rider, roster

SUNDAY = MONDAY + datetime.timedelta(days=6)
HERE = {"lon": 121.4092, "lat": 31.2442}
"""Some thirty metres from the meal point D1."""


def build(given_roster, date=MONDAY, sitting=LUNCH):
    return planning_day(given_roster, date, sitting, TRAVEL)


def volunteer(name="W1", **changes):
    values = {"profile": "foot", "kind": "volunteer", "boxes": 8}
    return rider(name, "D1", **(values | changes))


def bulky(name="T1", **changes):
    return rider(name, "C1", **({"boxes": 100, "skills": ("bulk",)} | changes))


def with_point(*residents, riders=(), **changes):
    values = {"riders": (rider(), bulky(), *riders), "meal_points": (meal_point(),)}
    return roster(*residents, **(values | changes))


def fetcher(name, **changes):
    return resident(name, mode="point", meal_point="D1", **changes)


def bulk_of(problem):
    return [visit for visit in problem.visits if visit.skills == ("bulk",)]


@st.composite
def rosters(draw):
    """Two canteens, two meal points, any riders, residents of all modes near them."""
    diets = st.sampled_from(["regular", "soft", "halal"])
    canteens = tuple(
        canteen(
            name,
            capacity=draw(st.integers(0, 40)),
            capacity_by_diet=draw(st.dictionaries(diets, st.integers(0, 9), max_size=2)),
            diets=tuple(draw(st.sets(diets))),
            batches=draw(st.sampled_from([(), (Batch(ready=35_000, meals=20),)])),
            weekdays=draw(st.sampled_from([(1,), (2,), (1, 2)])),
        )
        for name in ("C1", "C2")
    )
    points = tuple(
        meal_point(
            name,
            canteen=draw(st.sampled_from([None, "C1", "C2"])),
            meeting=draw(st.sampled_from([38_000, 39_000, 60_000])),
            weekdays=draw(st.sampled_from([(1,), (2,)])),
        )
        for name in ("D1", "D2")
    )
    riders = tuple(
        rider(
            f"R{k}",
            draw(st.sampled_from(["C1", "C2", "D1", "D2"])),
            boxes=draw(st.integers(1, 12)),
            skills=draw(st.sampled_from([(), ("bulk",)])),
            may_load_at=tuple(draw(st.sets(st.sampled_from(["C1", "D1"])))),
            profile=draw(st.sampled_from(["ebike", "foot"])),
        )
        for k in range(draw(st.integers(0, 6)))
    )
    residents = tuple(
        resident(
            f"E{k:02}",
            address=f"花溪路{draw(st.integers(1, 8))}号",
            lon=draw(st.sampled_from([121.4091, 121.4093, 121.43])),
            lat=31.244,
            diet=draw(diets),
            portions=draw(st.integers(1, 3)),
            tier=draw(st.integers(1, 3)),
            canteen=draw(st.sampled_from([None, "C1", "C2"])),
            mode=draw(st.sampled_from(["delivery", "delivery", "dine_in", "point"])),
            meal_point=draw(st.sampled_from(["D1", "D2"])),
            window=draw(st.sampled_from([None, (36_900, 38_500), (39_600, 44_100)])),
        )
        for k in range(draw(st.integers(0, 30)))
    )
    return Roster(canteens=canteens, riders=riders, residents=residents, meal_points=points)


@given(rosters())
@settings(max_examples=60)
def test_every_meal_is_eaten_in_exactly_one_place(given_roster):
    day = build(given_roster)
    wanted, eaten = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for who in eaters(given_roster, MONDAY):
        wanted[who.id, who.diet] += who.portions
    for one in (*day.orders, *day.eating_in):
        eaten[one.resident, one.diet] += one.meals
    assert eaten == wanted
    assert {o.resident for o in day.orders}.isdisjoint(e.resident for e in day.eating_in)
    assert orders_fit(day.problem, day.orders)


@given(rosters())
@settings(max_examples=60)
def test_what_leaves_a_point_is_what_was_brought_there(given_roster):
    problem = build(given_roster).problem
    points = {place.id: place for place in problem.canteens if place.supplied_by}
    walked: dict[str, Counter[str]] = {name: Counter() for name in points}
    for visit in problem.visits:
        for name in set(visit.canteens or ()) & set(points):
            assert visit.canteens == (name,)
            walked[name].update(visit.meals)
    for name, point in points.items():
        assert walked[name] == Counter(point.capacity_by_diet)
        assert walked[name].total() == point.capacity
        assert sum(problem.visit[bulk].transit for bulk in point.supplied_by) == point.capacity


@given(rosters())
@settings(max_examples=60)
def test_no_capacity_is_negative_and_guests_come_off_it(given_roster):
    day = build(given_roster)
    eaten = Counter[str]()
    for one in day.eating_in:
        eaten[one.canteen] += one.meals
    given_capacity = {record.id: record.capacity for record in given_roster.canteens}
    for place in day.problem.canteens:
        assert all(meals >= 0 for meals in (place.capacity, *place.capacity_by_diet.values()))
        assert all(batch.meals >= 0 for batch in place.batches)
        if place.id in given_capacity and place.capacity:
            assert place.capacity == given_capacity[place.id] - eaten[place.id]


@given(rosters())
@settings(max_examples=25, deadline=None)
def test_a_plan_of_both_levels_breaks_no_rule(given_roster):
    problem = build(given_roster).problem
    assert check(problem, solve(problem, "nearest", Stop(iterations=1))).violations == ()


def test_people_of_a_point_are_one_bulk_visit_before_the_volunteers_meet():
    day = build(with_point(fetcher("E1", tier=2), fetcher("E2", diet="soft", portions=2)))
    (bulk,) = day.problem.visits
    assert (bulk.id, bulk.meals, bulk.transit) == ("B1-D1", {"regular": 1, "soft": 2}, 0)
    assert (bulk.skills, bulk.canteens, bulk.tier) == (("bulk",), ("C1",), 2)
    assert bulk.window[1] + bulk.service_seconds == meal_point().meeting
    assert {(order.resident, order.visit) for order in day.orders} == {
        ("E1", "B1-D1"),
        ("E2", "B1-D1"),
    }


def test_the_canteen_of_a_point_cooks_for_it():
    canteens = (canteen("C1"), canteen("C2"))
    points = (meal_point(canteen="C2"),)
    day = build(with_point(fetcher("E1", canteen="C1"), canteens=canteens, meal_points=points))
    assert bulk_of(day.problem)[0].canteens == ("C2",)


def test_nobody_who_can_bring_them_leaves_one_visit_to_hand_over():
    people = [fetcher(f"E{k}") for k in range(5)]
    day = build(with_point(*people, canteens=(canteen("C1", weekdays=(7,)),)))
    (bulk,) = day.problem.visits
    assert (bulk.boxes, bulk.canteens) == (5, ())


def test_more_than_a_bulk_rider_carries_is_brought_in_even_parts():
    people = [fetcher(f"E{k:03}") for k in range(25)]
    small = build(
        with_point(*people, riders=(bulky("T2", boxes=10), bulky("T3", boxes=10)))
    ).problem
    assert [(v.id, v.boxes) for v in bulk_of(small)] == [("B1-D1", 8), ("B2-D1", 8), ("B3-D1", 9)]
    assert small.canteen["D1"].supplied_by == ("B1-D1", "B2-D1", "B3-D1")


def test_volunteers_walk_to_the_doors_nearby():
    near = resident("E1", address="花溪路1号", **HERE)
    far = resident("E2", address="花溪路2号", lon=121.43)
    day = build(with_point(near, far, riders=(volunteer(),)))
    problem = day.problem
    (bulk,) = bulk_of(problem)
    of = {order.resident: problem.visit[order.visit] for order in day.orders}
    assert (bulk.boxes, bulk.transit) == (1, 1)
    assert of["E1"].canteens == ("D1",)
    assert of["E2"].canteens == ("C1",)
    assert problem.canteen["D1"].batches == (Batch(ready=39_000, meals=1),)
    assert of["E1"].max_onboard_seconds == PointTimes().walk_onboard


def test_without_volunteers_nobody_is_walked_to():
    day = build(with_point(resident("E1", **HERE), fetcher("E2")))
    assert [visit.canteens for visit in day.problem.visits] == [("C1",), ("C1",)]
    assert day.problem.canteen["D1"].capacity == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"meal_point": "D2"},
        {"canteen": "C1"},
        {"portions": 9},
        {"window": (36_900, 39_300)},
        {"lat": 31.252},
    ],
    ids=["another point", "another canteen", "too large a bag", "too early", "too far"],
)
def test_who_does_not_suit_a_volunteer_stays_with_riders(changes):
    points = (meal_point(canteen="C2"), meal_point("D2", lat=31.3))
    canteens = (canteen("C1"), canteen("C2"))
    given_roster = with_point(
        resident("E1", **(HERE | changes)),
        riders=(volunteer(),),
        canteens=canteens,
        meal_points=points,
    )
    assert bulk_of(build(given_roster).problem) == []


def test_volunteers_get_no_more_than_they_can_carry_in_time():
    people = [
        resident(f"E{k:02}", address=f"花溪路{k}号", lon=121.409 + k / 100_000, lat=31.2441)
        for k in range(60)
    ]
    one = build(with_point(*people, riders=(volunteer(),))).problem
    two = build(with_point(*people, riders=(volunteer(), volunteer("W2")))).problem
    assert 0 < one.canteen["D1"].capacity <= 0.75 * 8 * 2
    assert one.canteen["D1"].capacity < two.canteen["D1"].capacity < 60


def test_food_from_a_point_is_never_older_than_two_hours():
    times = Parameters().points
    assert times.onboard + times.early + times.after == FOOD_SAFETY_SECONDS
    assert times.walk_onboard < times.after
    day = build(with_point(resident("E1", **HERE), fetcher("E2"), riders=(volunteer(),)))
    (bulk,) = bulk_of(day.problem)
    (walked,) = [visit for visit in day.problem.visits if visit.canteens == ("D1",)]
    first_loading = bulk.window[0] - bulk.max_onboard_seconds
    assert walked.window[1] <= first_loading + FOOD_SAFETY_SECONDS


@pytest.mark.parametrize(
    ("date", "sitting"), [(SUNDAY, LUNCH), (MONDAY, SUPPER)], ids=["closed", "no such sitting"]
)
def test_who_finds_a_point_closed_is_delivered_to(date, sitting):
    both = ("lunch", "supper")
    points = (meal_point(weekdays=(1,)),)
    canteens = (canteen(supper_capacity=50),)
    given_roster = with_point(
        fetcher("E1", sittings=both), canteens=canteens, meal_points=points, riders=(volunteer(),)
    )
    day = build(given_roster, date, sitting)
    assert [visit.skills for visit in day.problem.visits] == [()]
    assert day.redirected == ("E1",)


def test_a_point_without_people_and_work_is_left_out():
    problem = build(with_point(resident("E1", lon=121.43))).problem
    assert [place.id for place in problem.canteens] == ["C1"]
    assert problem.visits[0].canteens is None


def test_a_volunteer_of_an_idle_point_still_has_a_home():
    problem = build(with_point(resident("E1", lon=121.43), riders=(volunteer(),))).problem
    assert (problem.canteen["D1"].capacity, problem.canteen["D1"].supplied_by) == (0, ())
    assert problem.rider["W1"].canteen == "D1"
