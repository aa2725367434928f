"""Questions about one visit of a version: why nobody serves it, and where it would fit."""

from __future__ import annotations

from dataclasses import dataclass

from api.desk import Desk
from api.errors import Conflict, NotFound
from api.plans.records import Version
from optimizer.explain import Fit, places
from optimizer.explain.remedies import Remedies, remedies
from optimizer.plan import Plan, Unserved
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.stop import Stop

STRATEGY = "engine"
"""Who looks for remedies that no insertion finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why nobody serves a visit, and what would help, the cheapest first."""

    entry: Unserved
    remedies: Remedies


def why(desk: Desk, version: Version, visit: str, seconds: float | None = None) -> Why:
    """Why the version leaves a visit out, and the verified remedies.

    Parameters
    ----------
    seconds
        Of planning anew where no insertion helps; None: none.

    Raises
    ------
    NotFound
        When the version has no such visit.
    Conflict
        When the visit is served.
    UnknownProfile, TravelUnavailable
        As ``Desk.take``.
    """
    require_visit(version, visit)
    for day in version.plan.riders:
        for number, trip in enumerate(day.trips, start=1):
            if any(stop.visit == visit for stop in trip.stops):
                at = {"visit": visit, "rider": day.rider, "trip": number}
                raise Conflict("visit_is_served", number=version.number, **at)
    editor = desk.take(version).editor
    entry = next(entry for entry in editor.plan.unserved if entry.visit == visit)
    stop = None if seconds is None else Stop(seconds=seconds)
    found = remedies(editor.problem, editor.plan, visit, stop=stop, solver=_again)
    return Why(entry=entry, remedies=found)


def fit(desk: Desk, version: Version, visit: str, count: int = 5) -> tuple[Fit, ...]:
    """The best places for a visit, served or not, the cheapest first.

    Raises
    ------
    NotFound
        When the version has no such visit.
    UnknownProfile, TravelUnavailable
        As ``Desk.take``.
    """
    require_visit(version, visit)
    editor = desk.take(version).editor
    return places(editor.problem, editor.plan, visit, count, positions=editor.positions)


def require_visit(version: Version, visit: str) -> None:
    """Refuse a visit that the version does not have.

    Raises
    ------
    NotFound
        When there is none.
    """
    if visit not in version.problem.visit:
        raise NotFound("visit_not_in_version", visit=visit, number=version.number)


def _again(problem: Problem, plan: Plan, stop: Stop) -> Plan:
    return solve(problem, STRATEGY, stop, warm_start=plan)
