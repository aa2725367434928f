"""A stored version with its whole matrices again: it keeps no more of them than its rides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from api.plans.records import Version
from optimizer.plan import Plan
from optimizer.problem import Problem, Travel
from optimizer.replan.keep import kept
from optimizer.travel.base import TravelTimes
from optimizer.travel.legs import Legs


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A problem that can be planned again, and its plan.

    ``retimed``: some ride takes another time than when the version was made, because roads or
    speeds changed since. The plan then makes the same decisions at today's times, as far as they
    still can be kept.
    """

    problem: Problem
    plan: Plan
    retimed: bool = False


def whole(version: Version, source: TravelTimes) -> Whole:
    """``version`` with the matrices of ``source``.

    Raises
    ------
    UnknownProfile
        When the source does not know a vehicle of that day any more.
    TravelUnavailable
        When the source cannot answer now.
    """
    stored = version.problem
    travel = {profile: source.matrix(stored.locations, profile) for profile in stored.travel}
    problem = replace(stored, travel=travel)
    if _agree(stored.travel, travel):
        return Whole(problem=problem, plan=version.plan)
    return Whole(problem=problem, plan=kept(problem, version.plan), retimed=True)


def _agree(stored: Mapping[str, Travel], now: Mapping[str, Travel]) -> bool:
    return all(_same_rides(legs, now[profile]) for profile, legs in stored.items())


def _same_rides(stored: Travel, now: Travel) -> bool:
    """Whether all rides that were kept take what they took."""
    if not isinstance(stored, Legs):
        return stored == now
    if not stored.rides:
        return True
    origins, destinations = np.array(list(stored.rides)).T
    seconds, metres = np.array(list(stored.rides.values())).T
    return bool(
        (now.seconds[origins, destinations] == seconds).all()
        and (now.metres[origins, destinations] == metres).all()
    )
