"""The cheapest remedies for a visit that nobody serves, each verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from optimizer.explain.alone import Alone
from optimizer.explain.remedies.bounds import MOST_LATER, WIDEST, granted, loading
from optimizer.explain.remedies.insertion import Case
from optimizer.explain.remedies.kinds import (
    EmergencyPolicy,
    Kind,
    LongerShift,
    MoreMeals,
    OneMoreRider,
    OneMoreTrip,
    Remedy,
    WiderWindow,
    WithoutLock,
)
from optimizer.explain.remedies.search import smallest
from optimizer.locks import visits_named
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop

EACH = 3
"""Most remedies of one kind that are named: for three riders, say."""

Solver = Callable[[Problem, Plan, Stop], Plan]
"""Plans a problem anew from a warm start, such as ``optimizer.planning.solve`` with a strategy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """What would help a visit, the cheapest first.

    ``fits``: it would fit as it is, nothing need be changed. ``found`` are verified: the problem
    with one of them has a plan that serves the visit and everybody served so far. ``impossible``
    are the kinds of which no remedy helps within its bounds, whatever the plan; of the kinds in
    ``open`` none was found with the rest of the plan as it is.
    """

    visit: str
    fits: bool
    found: tuple[Remedy, ...]
    impossible: tuple[Kind, ...]
    open: tuple[Kind, ...]

    @property
    def none(self) -> bool:
        """Whether it is proven that no single remedy of any kind helps."""
        return len(self.impossible) == len(Kind)


def remedies(
    problem: Problem,
    plan: Plan,
    visit: str,
    *,
    stop: Stop | None = None,
    solver: Solver | None = None,
) -> Remedies:
    """The cheapest remedies for a visit that the plan leaves unserved.

    Remedies are compared by ``burden``: what they ask of people, in seconds of work or waiting.

    Parameters
    ----------
    stop, solver
        Where no insertion helps, the boldest remedies are given to the solver, which may move
        others about until ``stop``; its plan must serve all that the plan serves.
    """
    case = Case(problem, plan, visit)
    if any(case.keeps(problem, better) for better in case.plans(problem)):
        return Remedies(visit=visit, fits=True, found=(), impossible=(), open=())
    found = [remedy for kind in Kind for remedy in islice(_of_kind(case, kind), EACH)]
    missing = [kind for kind in Kind if all(remedy.kind is not kind for remedy in found)]
    impossible = tuple(kind for kind in missing if is_impossible(problem, kind, visit))
    if not found and stop is not None and solver is not None:
        left = [kind for kind in missing if kind not in impossible]
        found += islice(_solved(case, left, stop, solver), 1)
    helpful = {remedy.kind for remedy in found}
    return Remedies(
        visit=visit,
        fits=False,
        found=tuple(sorted(found, key=burden)),
        impossible=impossible,
        open=tuple(k for k in missing if k not in impossible and k not in helpful),
    )


def burden(remedy: Remedy) -> int:
    """What a remedy asks of people, in seconds.

    A longer shift and a later meal count as they are, the emergency policy twice, as everybody's
    meals may come later; a meal more ten minutes of loading, a lock removed a quarter of an hour,
    as somebody wanted it, another trip half an hour, another rider two hours.
    """
    match remedy:
        case LongerShift() | WiderWindow():
            return remedy.seconds
        case MoreMeals():
            return 600 * remedy.meals
        case WithoutLock():
            return 900
        case OneMoreTrip():
            return 1_800
        case EmergencyPolicy():
            return 2 * (remedy.window_seconds + remedy.onboard_seconds)
        case OneMoreRider():
            return 7_200


def _of_kind(case: Case, kind: Kind) -> Iterator[Remedy]:
    wider = granted(case.problem, kind, case.visit)
    if wider is None or wider is case.problem:
        return iter(())
    places = list(case.places(wider))
    return smallest(case, kind, places) if places else iter(())


def is_impossible(problem: Problem, kind: Kind, visit: str) -> bool:
    """Whether it is proven that no remedy of the kind helps, whatever the plan.

    With everything of the kind granted not even the visit alone could be served.
    """
    wider = granted(problem, kind, visit)
    if wider is None or wider is problem:
        return wider is problem
    rows = [row for row, lock in enumerate(wider.locks) if visit in visits_named(lock)]
    alone = Alone(wider)
    return visit not in alone.frozen and alone.hurdle((visit,), rows) is not None


def _solved(case: Case, kinds: list[Kind], stop: Stop, solver: Solver) -> Iterator[Remedy]:
    """Remedies with which a new plan serves the visit too."""
    for remedy in _boldest(case, kinds):
        problem = None if stop.reached(0) else case.applied(remedy)
        if problem is not None and case.keeps(problem, solver(problem, case.plan, stop)):
            yield remedy


def _boldest(case: Case, kinds: list[Kind]) -> Iterator[Remedy]:
    """The remedies that leave a solver most room, the least burden first."""
    if Kind.WIDER_WINDOW in kinds:
        yield WiderWindow(visit=case.visit, seconds=MOST_LATER)
    if Kind.ONE_MORE_RIDER in kinds:
        yield from (OneMoreRider(canteen=c.id) for c in loading(case.problem, case.visit)[:1])
    if Kind.EMERGENCY in kinds:
        yield WIDEST
