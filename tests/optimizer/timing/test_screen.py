"""The screen never refuses an insertion that the schedule would accept."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.plan import RiderDay
from optimizer.policy import Emergency, Policy
from optimizer.rules import Rule
from optimizer.stop import Stop
from optimizer.strategies.nearest import Nearest
from optimizer.timing import Refusal, Run, Schedule
from optimizer.timing.screen import Screen
from tests import plans, random_days, toys


def insertions(schedule):
    """Every run at every position, for every visit that the run does not carry."""
    for rider, runs in schedule.runs.items():
        for number, run in enumerate(runs):
            for position in range(len(run.visits) + 1):
                for visit in schedule.problem.visit.keys() - set(run.visits):
                    longer = (*run.visits[:position], visit, *run.visits[position:])
                    new = (*runs[:number], Run(run.canteen, longer), *runs[number + 1 :])
                    yield rider, number, position, visit, new


@given(random_days.problems(visits=7), st.integers(1, 4))
@settings(max_examples=60)
def test_what_the_screen_refuses_the_schedule_refuses(problem, trips):
    schedule = Schedule.of(problem, Nearest().solve(problem, Stop(iterations=trips), seed=0))
    screen = Screen(schedule)
    for rider, number, position, visit, runs in insertions(schedule):
        if screen.refusal(rider, number, position, (visit,)) is not None:
            assert isinstance(schedule.try_day(rider, runs), Refusal)


def screened(problem, block, position=1):
    plan = plans.by_hand(problem, R1=[("C1", toys.OPEN + 300, "V1 V2")])
    return Screen(Schedule.of(problem, plan)).refusal("R1", 0, position, block)


def test_names_the_rule():
    assert screened(toys.line(), ("V3",)) is None
    assert screened(toys.line(riders=(toys.rider(boxes=2),)), ("V3",)) == Refusal(
        Rule.BOXES, {"meals": 3, "boxes": 2}
    )
    soon = {"window": (toys.OPEN, toys.OPEN + 600)}
    late = {"window": (toys.OPEN + 1_000, toys.OPEN + 2_000)}
    far = toys.line(visits={"V2": soon, "V3": late})
    assert screened(far, ("V3",), position=1) == Refusal(Rule.WINDOW)
    assert screened(far, ("V3",), position=2) is None
    stale = {"max_onboard_seconds": 480}
    assert screened(toys.line(visits={"V2": stale}), ("V3",)) == Refusal(Rule.FRESH)


def test_blocks_are_screened_whole():
    problem = toys.line((0, 1, 2, 3, 4), visits={"V4": {"max_onboard_seconds": 300 + 300}})
    assert screened(problem, ("V4",), position=0) is None
    assert screened(problem, ("V3", "V4"), position=0) is None
    assert screened(problem, ("V3", "V4"), position=2) == Refusal(Rule.FRESH)


def test_the_widest_limits_count():
    stale = {"V3": {"max_onboard_seconds": 400}}
    policy = Policy(emergency=Emergency(onboard_seconds=600))
    assert screened(toys.line(visits=stale), ("V3",)) == Refusal(Rule.FRESH)
    assert screened(toys.line(visits=stale, policy=policy), ("V3",)) is None


def test_refusals_survive_every_departure():
    problem = toys.line(visits={"V3": {"released": toys.OPEN + 7_200}})
    assert screened(problem, ("V3",)) == Refusal(Rule.RELEASED)
    day = Schedule(problem).try_day("R1", [Run("C1", ("V1", "V2"))])
    assert isinstance(day, RiderDay)
