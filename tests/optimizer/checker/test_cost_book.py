"""The book says what ``cost_of`` says, whichever days are exchanged, and looks at those only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker.cost import cost_of
from optimizer.checker.cost_book import CostBook
from optimizer.checker.tally import weighed
from optimizer.checker.walk import Walk
from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.policy import Policy
from optimizer.stop import Stop
from tests import random_days, toys
from tests.plans import by_hand

PRICES: dict[str, Any] = {"changed_rider_seconds": 900, "changed_order_seconds": 60}


@given(random_days.problems(visits=7, riders=3, canteens=2), st.data())
@settings(max_examples=60)
def test_exchanged_days_cost_what_the_whole_plan_costs(problem, data):
    problem = replace(problem, policy=replace(problem.policy, **PRICES))
    one, other = (solve(problem, "nearest", Stop(iterations=trips)) for trips in (1, 9))
    theirs = {day.rider: day for day in other.riders}
    taken = data.draw(st.sets(st.sampled_from(sorted(problem.rider))))
    days = {name: theirs.get(name) for name in taken}
    mixed = [day for day in one.riders if day.rider not in days]
    mixed += [day for day in days.values() if day]
    visits = [stop.visit for day in mixed for trip in day.trips for stop in trip.stops]
    if len(visits) > len(set(visits)):
        return
    book, plan = CostBook(problem, one.riders), Plan(riders=tuple(mixed), unserved=())
    assert book.cost == cost_of(Walk(problem, one))
    assert book.after(days).cost == cost_of(Walk(problem, plan))
    rise = book.difference(days)
    assert rise == {name: value - book.cost[name] for name, value in book.after(days).cost.items()}
    assert book.cost == cost_of(Walk(problem, one))


def test_a_day_off_is_a_changed_round():
    problem = toys.line(policy=Policy(**PRICES))
    plan = by_hand(problem, R1=[("C1", toys.OPEN + 300, "V1 V2")])
    book = CostBook(replace(problem, previous=plan), plan.riders)
    assert book.cost["changed_riders"] == 0
    assert book.difference({"R1": None})["changed_riders"] == 900
    backward = by_hand(problem, R1=[("C1", toys.OPEN + 300, "V2 V1")])
    assert book.difference({"R1": backward.riders[0]})["changed_order"] == 120


def test_weighed_figures_sum_up_to_the_cost_before_rounding():
    policy = Policy(longest_percent=0, unserved_by_tier={1: 0}, **PRICES)
    problem = toys.line(policy=policy, riders=(toys.rider(), toys.rider("R2", kind="platform")))
    trips = [("C1", toys.OPEN + 300, "V1 V2")], [("C1", toys.OPEN + 307, "V3")]
    book = CostBook(problem, by_hand(problem, R1=trips[0], R2=trips[1]).riders)
    total = sum(weighed(policy, book.tally(name)) for name in ("R1", "R2"))
    assert 0 <= total - 100 * book.cost["total"] < 600


def test_nobody_costs_whom_nobody_serves():
    problem = toys.line(riders=())
    assert CostBook(problem, ()).cost == cost_of(Walk(problem, by_hand(problem)))
