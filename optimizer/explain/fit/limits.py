"""What the places of a schedule need to know of each visit, looked up once a problem."""

from __future__ import annotations

from typing import NamedTuple

from optimizer.problem import Problem
from optimizer.timing.day import limits
from optimizer.timing.segment import FAR


class VisitLimits(NamedTuple):
    """The widest that the policy allows: whoever keeps not even these can never be served so.

    ``place`` is the row in the travel matrices, ``liked`` the end of the preferred window (FAR:
    none), ``closes`` the strict end, from which slack is counted.
    """

    place: int
    service: int
    boxes: int
    opens: int
    latest: int
    onboard: int
    released: int
    liked: int
    closes: int


def limits_of(problem: Problem) -> dict[str, VisitLimits]:
    """The limits of all visits."""
    known = {}
    for visit in problem.visits:
        (opens, latest), onboard = limits(problem, visit, widened=True)
        known[visit.id] = VisitLimits(
            place=problem.location_index[visit.location],
            service=visit.service_seconds,
            boxes=visit.boxes,
            opens=opens,
            latest=latest,
            onboard=onboard,
            released=-FAR if visit.released is None else visit.released,
            liked=FAR if visit.preferred is None else visit.preferred[1],
            closes=visit.window[1],
        )
    return known
