"""A second source of travel times for when the first cannot answer, and the word about it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from optimizer.errors import TravelUnavailable
from optimizer.notices import FALLBACK, Notice
from optimizer.problem import Location, Travel
from optimizer.travel.base import TravelTimes

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fallback:
    """``first``, or ``second`` with a notice for the whole vehicle profile."""

    first: TravelTimes
    second: TravelTimes

    def matrix(self, locations: Sequence[Location], profile: str) -> Travel:
        """The first source's matrix, or the second's; never some of each."""
        try:
            return self.first.matrix(locations, profile)
        except TravelUnavailable as error:
            _log.warning("travel times of %s fall back: %s", profile, error)
            travel = self.second.matrix(locations, profile)
            notice = Notice(code=FALLBACK, params={"profile": profile, "why": error.why})
            return replace(travel, notices=(*travel.notices, notice))

    def identity(self, _profile: str) -> None:
        """None: which source answers is known only afterwards."""
