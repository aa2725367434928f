"""The one way in: whatever a strategy does, only checked and explained plans come out."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

import pytest
from hypothesis import given, settings

from optimizer.checker import check
from optimizer.errors import BrokenPlan, InvalidPlan, UnknownStrategy, UnsupportedProblem
from optimizer.locks import RiderLock
from optimizer.plan import Plan, SolverInfo
from optimizer.planning import solve
from optimizer.rules import Rule
from optimizer.stop import Progress, Stop
from optimizer.strategies import registry
from optimizer.strategies.nearest import Nearest
from optimizer.texts import Text
from tests import random_days, toys
from tests.plans import alter_stop, alter_trip, by_hand

OPEN = toys.OPEN


class Scripted:
    """A strategy that returns a plan made beforehand."""

    name = "scripted"
    summary = Text("照本宣科", "reads from a script")

    def __init__(self, plan, unsupported=()):
        self.plan, self.unsupported, self.given = plan, unsupported, []

    def supports(self, problem):
        return self.unsupported

    def solve(self, problem, stop, seed, warm_start=None, on_progress=None):
        self.given.append((seed, warm_start))
        for iterations in (1, 2, 7):
            on_progress(Progress(stop.elapsed(), iterations, 0, {}))
        return self.plan


@pytest.fixture
def scripted(monkeypatch):
    """Registers a scripted strategy and returns it."""

    def register(plan, **traits):
        strategy = Scripted(plan, **traits)
        known = registry.get
        monkeypatch.setattr(
            registry, "get", lambda name: strategy if name == "scripted" else known(name)
        )
        return strategy

    return register


def good(problem):
    return by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")])


def test_plan_comes_out_explained_checked_and_signed(scripted):
    problem = toys.line()
    scripted(good(problem))
    plan = solve(problem, "scripted", Stop(), seed=5)
    verdict = check(problem, plan)
    assert verdict.ok
    assert (plan.cost, plan.kpis) == (verdict.cost, verdict.kpis)
    assert plan.unserved[0].reasons
    assert plan.solver is not None
    assert plan.solver == SolverInfo(
        strategy="scripted",
        seed=5,
        seconds=plan.solver.seconds,
        iterations=7,
        version=version("songcan"),
    )
    assert plan.solver.seconds >= 0


def test_progress_is_passed_on(scripted):
    problem, seen = toys.line(), []
    scripted(good(problem))
    solve(problem, "scripted", Stop(), on_progress=lambda report: seen.append(report.iterations))
    assert seen == [1, 2, 7]


@pytest.mark.parametrize(
    ("cheat", "rule"),
    [
        (lambda plan: replace(plan, unserved=()), Rule.SERVED_ONCE),
        (lambda plan: alter_stop(plan, start=OPEN + 350, onboard=350), Rule.CHAIN),
        (lambda plan: alter_trip(plan, returns=OPEN + 600), Rule.TRAVEL),
        (lambda plan: alter_stop(plan, relaxed=True), Rule.WINDOW),
    ],
)
def test_cheating_strategy_is_found_out(scripted, cheat, rule):
    problem = toys.line()
    scripted(cheat(good(problem)))
    with pytest.raises(BrokenPlan) as error:
        solve(problem, "scripted", Stop())
    assert rule in {violation.rule for violation in error.value.violations}
    assert rule in str(error.value)


def test_good_warm_start_does_not_hide_a_cheating_strategy(scripted):
    problem = toys.line()
    scripted(replace(good(problem), unserved=()))
    with pytest.raises(BrokenPlan):
        solve(problem, "scripted", Stop(), warm_start=by_hand(problem))


def test_strategy_that_invents_names_is_found_out(scripted):
    problem = toys.line()
    scripted(alter_trip(good(problem), canteen="C9"))
    with pytest.raises(InvalidPlan):
        solve(problem, "scripted", Stop())


def test_figures_that_a_strategy_states_are_replaced(scripted):
    problem = toys.line()
    scripted(replace(good(problem), cost={"total": 1}, kpis={"trips": 99}))
    plan = solve(problem, "scripted", Stop())
    assert plan.cost["total"] > 1
    assert plan.kpis["trips"] == 1


def test_better_warm_start_is_kept(scripted):
    problem = toys.line()
    scripted(good(problem))
    better = by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2 V3")])
    plan = solve(problem, "scripted", Stop(), warm_start=better)
    assert plan.riders == better.riders
    assert plan.cost == check(problem, better).cost
    assert plan.solver is not None
    assert plan.solver.strategy == "scripted"


def test_worse_and_broken_warm_starts_are_dropped(scripted):
    problem = toys.line()
    scripted(good(problem))
    worse = by_hand(problem, R1=[("C1", OPEN + 300, "V1")])
    tempting = alter_trip(by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2 V3")]), returns=0)
    for warm_start in (worse, tempting):
        plan = solve(problem, "scripted", Stop(), warm_start=warm_start)
        assert plan.riders == good(problem).riders


def test_warm_start_of_another_day_states_no_figures(scripted):
    problem = toys.line()
    strategy = scripted(good(problem))
    known = solve(problem, "nearest", Stop())
    dearer = replace(problem, policy=replace(problem.policy, rider_seconds=9_999))
    plan = solve(dearer, "scripted", Stop(), seed=3, warm_start=known)
    assert plan.riders == known.riders
    assert plan.cost["riders"] == 9_999
    assert strategy.given == [(3, known)]


def test_warm_start_with_unknown_names_is_refused_before_any_work(scripted):
    problem = toys.line()
    strategy = scripted(good(problem))
    with pytest.raises(InvalidPlan):
        solve(problem, "scripted", Stop(), warm_start=alter_stop(good(problem), visit="V9"))
    assert strategy.given == []


def test_unknown_strategy():
    with pytest.raises(UnknownStrategy):
        solve(toys.line(), "magic", Stop())


def test_unsupported_problem_says_why(scripted):
    problem = toys.line()
    strategy = scripted(good(problem), unsupported=(Text("不支持批次", "no batches"),))
    with pytest.raises(UnsupportedProblem, match="no batches") as error:
        solve(problem, "scripted", Stop())
    assert "不支持批次" in str(error.value)
    assert strategy.given == []


@given(random_days.problems(visits=6, riders=2, frozen=False))
@settings(max_examples=30)
def test_help_never_costs_more(problem):
    """Yesterday's answer stays one when a rider is added or the locks are lifted."""
    known = solve(problem, "nearest", Stop())
    helped = replace(problem, riders=(*problem.riders, toys.rider("R9")))
    freed = replace(problem, locks=())
    for easier in (helped, freed):
        plan = solve(easier, "nearest", Stop(), warm_start=known)
        assert plan.cost["total"] <= known.cost["total"]


def test_a_new_lock_drops_the_warm_start():
    problem = toys.line(riders=(toys.rider("R1"), toys.rider("R2")))
    known = solve(problem, "nearest", Stop())
    assert {day.rider for day in known.riders} == {"R1"}
    pinned = replace(problem, locks=(RiderLock(visit="V1", rider="R2"),))
    plan = solve(pinned, "nearest", Stop(), warm_start=known)
    assert "R2" in {day.rider for day in plan.riders}


def test_plan_is_the_strategys_own():
    problem = toys.line()
    own = Nearest().solve(problem, Stop(), seed=0)
    plan = solve(problem, "nearest", Stop())
    assert Plan(riders=plan.riders, unserved=plan.unserved) == own
