"""geopy's geocoders as ours: paced, in their datum, judged, with errors that say what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geopy import exc

from api.places.buildings import Building
from api.places.geocoders.base import Candidate, GeocoderTrouble
from api.places.geocoders.judging import Judge
from optimizer.travel.datum import AnyPoint

LONGEST_DETAIL = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class GeopyGeocoder:
    """A `Geocoder` made of one of geopy's; ``ask`` answers a query with geopy's locations.

    ``area`` stands before every address, so that a road of the same name elsewhere is not meant.
    """

    name: str
    datum: Callable[[float, float], AnyPoint]
    ask: Callable[[str], Any]
    judge: Judge
    area: str

    def candidates(self, building: Building) -> tuple[Candidate, ...]:
        """See `Geocoder`."""
        try:
            answer = self.ask(f"{self.area}{building.address}")
            places = answer if isinstance(answer, list) else [answer] if answer else []
            found = [self._candidate(place, building) for place in places]
        except exc.GeopyError as error:
            raise _trouble(self.name, error) from error
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise GeocoderTrouble("geocoder_answer", name=self.name) from error
        return tuple(sorted(found, key=lambda candidate: -candidate.confidence))

    def _candidate(self, place: Any, building: Building) -> Candidate:  # noqa: ANN401  geopy's Location
        level, confidence = self.judge(place.raw, building)
        point = self.datum(place.longitude, place.latitude)
        return Candidate(point=point, level=level, confidence=confidence)


TROUBLES: tuple[tuple[type[exc.GeopyError], str, bool], ...] = (
    (exc.GeocoderTimedOut, "geocoder_timeout", False),
    (exc.GeocoderRateLimited, "geocoder_too_fast", False),
    (exc.GeocoderQuotaExceeded, "geocoder_quota", True),
    (exc.GeocoderAuthenticationFailure, "geocoder_key", True),
    (exc.GeocoderInsufficientPrivileges, "geocoder_key", True),
    (exc.GeocoderQueryError, "geocoder_refused", False),
    (exc.GeocoderParseError, "geocoder_answer", False),
    (exc.GeopyError, "geocoder_unreachable", False),
)
"""What geopy raises, the special ones first; its text; whether it lasts."""


def _trouble(name: str, error: exc.GeopyError) -> GeocoderTrouble:
    key, lasting = next(
        (key, lasting) for kind, key, lasting in TROUBLES if isinstance(error, kind)
    )
    if key == "geocoder_refused" and "AK" in str(error):  # Baidu's code 5: there is no such key
        key, lasting = "geocoder_key", True
    detail = "" if key == "geocoder_answer" else str(error)[:LONGEST_DETAIL]
    return GeocoderTrouble(key, name=name, detail=detail, lasting=lasting)
