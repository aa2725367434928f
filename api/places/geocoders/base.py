"""The protocol of geocoders, what they answer, and what can go wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from api.errors import ApplicationError
from api.places.buildings import Building
from api.places.finder import Level
from optimizer.travel.datum import AnyPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that may be meant: in the provider's datum, how precise, how sure from 0 to 1."""

    point: AnyPoint
    level: Level
    confidence: float


class Geocoder(Protocol):
    """A source of places outside of this house."""

    @property
    def name(self) -> str:
        """Its name in settings and stored places."""
        ...

    def candidates(self, building: Building) -> tuple[Candidate, ...]:
        """Places that may be meant, the surest first; none if it knows none.

        Raises
        ------
        GeocoderTrouble
            When it does not answer, or not with an answer.
        """
        ...


class GeocoderTrouble(ApplicationError):
    """A geocoder that does not answer. ``lasting``: nor would it answer for other addresses."""

    status = 503

    def __init__(self, key: str, *, name: str, detail: str = "", lasting: bool = False) -> None:
        self.lasting = lasting
        super().__init__(key, name=name, detail=detail)
