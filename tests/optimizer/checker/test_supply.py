"""What leaves a meal point was brought there before, and is still fresh."""

from dataclasses import replace

import pytest

from optimizer.checker import check
from optimizer.planning import solve
from optimizer.policy import FOOD_SAFETY_SECONDS, Emergency, Policy
from optimizer.rules import Rule
from optimizer.stop import Stop
from tests.toys import two_levels


@pytest.fixture
def planned():
    problem = two_levels()
    return problem, solve(problem, "nearest", Stop(seconds=5))


def codes(problem, plan):
    return [violation.rule for violation in check(problem, plan).violations]


def moved(plan, rider, seconds):
    """The plan with all times of one rider's day later by ``seconds``."""

    def later(record, *names):
        return replace(record, **{name: getattr(record, name) + seconds for name in names})

    days = []
    for day in plan.riders:
        if day.rider == rider:
            trips = tuple(
                replace(
                    later(trip, "load_start", "depart", "returns"),
                    stops=tuple(later(stop, "arrive", "start", "end") for stop in trip.stops),
                )
                for trip in day.trips
            )
            days.append(replace(later(day, "start", "end"), trips=trips))
        else:
            days.append(day)
    return replace(plan, riders=tuple(days), cost={}, kpis={})


def without(plan, rider):
    return replace(
        plan,
        riders=tuple(day for day in plan.riders if day.rider != rider),
        cost={},
        kpis={},
    )


def test_both_levels_are_served_in_one_plan(planned):
    problem, plan = planned
    assert not plan.unserved
    assert check(problem, plan).ok


def test_people_are_counted_once_although_their_meals_ride_twice(planned):
    problem, plan = planned
    assert plan.kpis["meals"] == 20 + 1  # 16 at the point, 4 from it, 1 from the canteen
    assert sum(visit.boxes for visit in problem.visits) == 25


def test_walking_on_before_the_meals_are_there_breaks_the_rule(planned):
    problem, plan = planned
    assert Rule.SUPPLY in codes(problem, moved(plan, "R2", -1_500))


def test_walking_on_what_nobody_brought_breaks_the_rule(planned):
    problem, plan = planned
    found = check(problem, without(plan, "R1")).violations
    values = [v.values for v in found if v.rule is Rule.SUPPLY]
    assert values
    assert all(int(v["departed"]) > 0 and v["brought"] == 0 for v in values)


def test_meals_older_than_food_safety_allows_break_the_rule(planned):
    problem, plan = planned
    late = moved(plan, "R2", 7_200)
    found = [v for v in check(problem, late).violations if v.rule is Rule.SUPPLY]
    assert {v.visit for v in found} <= {"V1", "V2"}
    assert found
    assert all(int(v.values["onboard"]) > FOOD_SAFETY_SECONDS for v in found)


def test_an_emergency_widens_neither_level(planned):
    problem, plan = planned
    policy = Policy(emergency=Emergency(window_seconds=3_600, onboard_seconds=3_600))
    widened = replace(problem, policy=policy)
    late = moved(plan, "R1", 1_800)
    relaxed = replace(
        late,
        riders=tuple(
            replace(
                day,
                trips=tuple(
                    replace(t, stops=tuple(replace(s, relaxed=s.visit == "B1") for s in t.stops))
                    for t in day.trips
                ),
            )
            for day in late.riders
        ),
    )
    assert Rule.WINDOW in codes(widened, relaxed)
