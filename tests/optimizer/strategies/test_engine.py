"""The engine keeps time for exact departures, more where more days are to be settled."""

from dataclasses import replace

from optimizer.checker import check
from optimizer.stop import Stop
from optimizer.strategies.engine import PER_RIDER, RESERVE, Engine, reserve
from tests import toys


def with_riders(count):
    crew = tuple(toys.rider(f"R{number}") for number in range(1, count + 1))
    return replace(toys.line(), riders=crew)


def test_each_rider_is_time_kept():
    few, many = with_riders(1), with_riders(300)
    assert reserve(few) == RESERVE + PER_RIDER
    assert reserve(many) - reserve(few) == 299 * PER_RIDER


def test_limits_shorter_than_the_time_kept_still_give_a_plan():
    problem = with_riders(300)
    stop = Stop(seconds=reserve(problem) / 4)
    plan = Engine().solve(problem, stop, seed=1)
    assert check(problem, plan).violations == ()
