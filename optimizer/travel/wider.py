"""A problem with more places, and the travel from and to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from optimizer.problem import Location, Problem, Travel
from optimizer.travel.base import TravelTimes
from optimizer.travel.between import between


def with_places(problem: Problem, places: Sequence[Location], source: TravelTimes) -> Problem:
    """``problem`` with ``places`` after its own; all travel that it has already stays.

    Raises what ``source.matrix`` raises.
    """
    if not places:
        return problem
    travel = {
        profile: _longer(known, problem.locations, places, source, profile)
        for profile, known in problem.travel.items()
    }
    return replace(problem, locations=(*problem.locations, *places), travel=travel)


def _longer(
    old: Travel,
    here: Sequence[Location],
    places: Sequence[Location],
    source: TravelTimes,
    profile: str,
) -> Travel:
    new = between(source, here, places, profile)
    own = source.matrix(places, profile)
    seconds = np.block([[old.seconds, new.out.seconds], [new.back.seconds, own.seconds]])
    metres = np.block([[old.metres, new.out.metres], [new.back.metres, own.metres]])
    return replace(old, seconds=seconds, metres=metres)
