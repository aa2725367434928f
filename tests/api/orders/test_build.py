"""A planning day carries every meal of everybody who eats, whatever the roster."""

import datetime
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.orders.attendance import eaters
from api.orders.build import planning_day
from api.orders.parameters import LUNCH, Parameters, Sitting
from api.orders.service import ServiceTimes
from api.roster.records import DIETS, Roster
from optimizer.errors import InvalidProblem, UnknownProfile
from optimizer.notices import CLOSED
from optimizer.policy import Policy
from tests.rosters import MONDAY, TRAVEL, canteen, resident, rider, roster

SUNDAY = MONDAY + datetime.timedelta(days=6)

weekdays = st.sets(st.integers(1, 7)).map(lambda days: tuple(sorted(days)))
limits = st.dictionaries(st.sampled_from(DIETS), st.integers(0, 12), max_size=3)
diets = st.sampled_from(DIETS) | st.just("vegetarian")


@st.composite
def rosters(draw):
    """Up to three canteens, five riders and forty residents of six entrances."""
    names = [f"C{k}" for k in range(draw(st.integers(0, 3)))]
    canteens = tuple(
        canteen(
            name,
            capacity=draw(st.integers(0, 60)),
            capacity_by_diet=draw(limits),
            diets=tuple(draw(st.sets(st.sampled_from(DIETS)))),
            lat=31.24 + k / 100,
            weekdays=draw(weekdays),
        )
        for k, name in enumerate(names)
    )
    riders = tuple(
        rider(
            f"R{k}",
            draw(st.sampled_from(names)),
            boxes=draw(st.integers(1, 40)),
            may_load_at=tuple(draw(st.sets(st.sampled_from(names)))),
            profile=draw(st.sampled_from(["ebike", "foot"])),
            weekdays=draw(weekdays),
        )
        for k in range(draw(st.integers(0, 5)) if names else 0)
    )
    residents = tuple(
        resident(
            f"E{k:02}",
            address=f"花溪路{draw(st.integers(1, 3))}号",
            door=draw(st.sampled_from(["", "1室", "2室"])),
            floor=draw(st.integers(1, 6)),
            lon=draw(st.sampled_from([121.41, 121.42])),
            diet=draw(diets),
            portions=draw(st.integers(0, 3) | st.integers(30, 90)),
            weekdays=draw(weekdays),
            tier=draw(st.integers(1, 3)),
            canteen=draw(st.none() | st.sampled_from(names)) if names else None,
            window=draw(st.none() | st.just((39_600, 41_400)) | st.just((46_000, 47_000))),
        )
        for k in range(draw(st.integers(0, 40)))
    )
    return Roster(canteens=canteens, riders=riders, residents=residents)


def build(given_roster, date=MONDAY, sitting=LUNCH, parameters=None):
    return planning_day(given_roster, date, sitting, TRAVEL, parameters)


@given(rosters())
def test_meals_in_are_meals_out(given_roster):
    day = build(given_roster)
    wanted, ordered, carried, visited = (Counter[tuple[str, str]]() for _ in range(4))
    for who in eaters(given_roster, MONDAY):
        wanted[who.id, who.diet] += who.portions
    for order in day.orders:
        ordered[order.resident, order.diet] += order.meals
        carried[order.visit, order.diet] += order.meals
    for visit in day.problem.visits:
        for diet, meals in visit.meals.items():
            visited[visit.id, diet] += meals
    assert wanted == ordered
    assert carried == visited


@given(rosters())
def test_a_meal_is_ordered_once_for_each_visit(given_roster):
    orders = build(given_roster).orders
    assert len({(order.resident, order.visit) for order in orders}) == len(orders)


@given(rosters())
def test_each_visit_could_be_cooked_and_carried_unless_nobody_can(given_roster):
    problem = build(given_roster).problem
    for visit in problem.visits:
        allowed = {c.id: c for c in problem.canteens if visit.canteens in {None, (c.id,)}}
        kitchens = [c for c in allowed.values() if c.capacity]
        if any(_supply(c, diet) for c in kitchens for diet in visit.meals):
            assert any(_cooks(c, visit) for c in kitchens)
        boxes = [
            r.boxes
            for r in problem.riders
            if not {c.id for c in kitchens}.isdisjoint(r.loading_canteens())
        ]
        if boxes:
            assert visit.boxes <= max(boxes)


def _supply(kitchen, diet):
    return kitchen.cooks({diet: 1}) and kitchen.capacity_by_diet.get(diet, kitchen.capacity)


def _cooks(kitchen, visit):
    return visit.boxes <= kitchen.capacity and all(
        _supply(kitchen, diet) >= meals for diet, meals in visit.meals.items()
    )


@given(rosters(), st.integers(0, 1_000))
def test_the_order_of_the_roster_changes_nothing(given_roster, seed):
    chance = random.Random(seed)  # noqa: S311
    shuffled = Roster(
        **{
            name: tuple(chance.sample(rows := getattr(given_roster, name), len(rows)))
            for name in ("canteens", "riders", "residents")
        }
    )
    assert build(shuffled) == build(given_roster)


@given(rosters())
def test_locations_are_distinct_places_that_somebody_uses(given_roster):
    problem = build(given_roster).problem
    points = [(place.lon, place.lat) for place in problem.locations]
    assert len(set(points)) == len(points)
    used = {item.location for item in (*problem.canteens, *problem.visits)}
    assert used == {place.id for place in problem.locations}


@given(rosters())
def test_no_personal_data_reaches_the_problem(given_roster):
    shown = repr(build(given_roster).problem)
    assert not any(word in shown for word in ("老人", "骑手", "1390", "1380", "花溪", "室"))


def test_only_profiles_of_riders_on_duty_have_matrices():
    riders = (rider("R1"), rider("R2", profile="foot", weekdays=(7,)))
    given_roster = roster(resident(), riders=riders)
    assert set(build(given_roster).problem.travel) == {"ebike"}
    assert set(build(given_roster, SUNDAY).problem.travel) == {"ebike", "foot"}


def test_an_unknown_vehicle_is_named():
    with pytest.raises(UnknownProfile, match="rocket"):
        build(roster(resident(), riders=(rider(profile="rocket"),)))


def test_a_day_without_orders_is_a_problem_without_visits():
    day = build(roster(resident(weekdays=(2,))))
    assert day.problem.visits == day.orders == ()
    assert [place.id for place in day.problem.locations] == ["P1"]


def test_an_empty_roster_is_an_empty_problem():
    problem = build(Roster(canteens=(), riders=(), residents=())).problem
    assert problem.locations == problem.canteens == problem.riders == problem.visits == ()


def test_a_closed_canteen_is_left_out():
    canteens = (canteen("C1"), canteen("C2", weekdays=(1,)))
    given_roster = roster(resident(), canteens=canteens)
    assert [c.id for c in build(given_roster).problem.canteens] == ["C1", "C2"]
    assert [c.id for c in build(given_roster, SUNDAY).problem.canteens] == ["C1"]


def test_who_is_bound_to_a_closed_canteen_still_appears():
    closed = canteen("C2", weekdays=(1,), capacity_by_diet={"soft": 3})
    given_roster = roster(resident(canteen="C2"), canteens=(canteen("C1"), closed))
    problem = build(given_roster, SUNDAY).problem
    assert problem.visits[0].canteens == ("C2",)
    assert problem.canteen["C2"].capacity == 0


def test_a_closed_canteen_is_told_where_people_depend_on_it():
    closed = canteen("C2", weekdays=(1,))
    bound = [resident(name, canteen="C2") for name in ("E1", "E2")]
    free = roster(resident("E3"), canteens=(canteen("C1"), closed))
    given_roster = roster(*bound, resident("E3"), canteens=(canteen("C1"), closed))
    problem = build(given_roster, SUNDAY).problem
    (notice,) = problem.notices
    place = {"location": problem.canteen["C2"].location, "people": 2}
    assert (notice.code, dict(notice.params)) == (CLOSED, place)
    assert build(given_roster).problem.notices == build(free, SUNDAY).problem.notices == ()


def test_a_rider_of_a_closed_canteen_still_starts_there():
    canteens = (canteen("C1"), canteen("C2", weekdays=(1,)), canteen("C3", weekdays=(1,)))
    riders = (rider("R1", "C2", may_load_at=("C1", "C3")),)
    problem = build(roster(resident(), canteens=canteens, riders=riders), SUNDAY).problem
    assert problem.rider["R1"].may_load_at == ("C1",)
    assert [(c.id, c.capacity) for c in problem.canteens] == [("C1", 200), ("C2", 0)]


def test_an_unknown_canteen_is_an_error():
    with pytest.raises(InvalidProblem, match="C9"):
        build(roster(resident(canteen="C9")))


def test_sitting_and_parameters_reach_the_problem():
    dinner = Sitting(
        name="dinner",
        window=(57_600, 64_800),
        preferred=(59_400, 63_000),
        max_onboard_seconds=3_000,
    )
    parameters = Parameters(
        service=ServiceTimes(approach=100), policy=Policy(rider_seconds=1), timezone="UTC"
    )
    given_roster = roster(resident(sittings=("dinner",)))
    problem = build(given_roster, sitting=dinner, parameters=parameters).problem
    (visit,) = problem.visits
    assert (problem.sitting, problem.timezone, problem.policy.rider_seconds) == ("dinner", "UTC", 1)
    assert (visit.window, visit.preferred) == (dinner.window, dinner.preferred)
    assert (visit.max_onboard_seconds, visit.service_seconds) == (3_000, 157)
