"""The page of addresses that wait for a place, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from api.places.finder import Found
from api.places.gazetteer import Gazetteer
from api.places.records import Place, Queued
from api.places.texts import source_words
from api.places.texts import text as place_text
from api.web.place_sketch import Sketch, sketch
from api.web.words import moment_words
from optimizer.texts import Text
from optimizer.travel.datum import Wgs84

MOST_KNOWN = 6
"""Known buildings in a sketch: more would hide one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """A place that may be meant; ``at`` is what the form sends for it."""

    number: int
    at: str
    words: Text
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """One address of the queue."""

    address: str
    people: int
    why: Text
    since: str
    candidates: tuple[CandidateView, ...]
    near: tuple[str, ...]
    sketch: Sketch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedView:
    """A place that was found or given lately."""

    address: str
    at: str
    words: Text
    moment: str
    near: tuple[str, ...]


def waiting_view(
    entry: Queued, known: Gazetteer, zone: ZoneInfo, entered: Wgs84 | None = None
) -> WaitingView:
    """An address of the queue; ``entered`` is a place that somebody gave and should look at."""
    places = [found.point for found in entry.candidates]
    looked_at = [entered] if entered is not None else []
    return WaitingView(
        address=entry.address,
        people=entry.people,
        why=place_text(f"why_{entry.reason}"),
        since=moment_words(entry.opened, zone),
        candidates=tuple(
            _candidate(number, found) for number, found in enumerate(entry.candidates, start=1)
        ),
        near=near(entry.address, looked_at or places, known),
        sketch=sketch(_around(entry.address, [*places, *looked_at], known), [*places, *looked_at]),
    )


def placed_view(place: Place, known: Gazetteer, zone: ZoneInfo) -> PlacedView:
    """A kept place, with its next known neighbours."""
    point = place.found.point
    return PlacedView(
        address=place.address,
        at=written(point),
        words=source_words(place.found),
        moment=moment_words(place.moment, zone),
        near=near(place.address, [point], known),
    )


def near(address: str, places: Sequence[Wgs84], known: Gazetteer) -> tuple[str, ...]:
    """The next known addresses of the first place, with their distance."""
    if not places:
        return ()
    closest = known.nearest(places[0], 4)
    return tuple(f"{other} {metres:.0f} m" for other, _, metres in closest if other != address)[:3]


def written(point: Wgs84) -> str:
    """A point as people paste it."""
    return f"{point.lon:.6f},{point.lat:.6f}"


def _candidate(number: int, found: Found) -> CandidateView:
    return CandidateView(
        number=number,
        at=written(found.point),
        words=source_words(found),
        confidence=f"{found.confidence:.0%}",
    )


def _around(address: str, places: Sequence[Wgs84], known: Gazetteer) -> dict[str, Wgs84]:
    """Known buildings of the lane or road, else those next to the first place."""
    same = known.neighbours(address)
    if places:
        closest = {other: point for other, point, _ in known.nearest(places[0], MOST_KNOWN)}
        ranked = sorted(same, key=lambda other: same[other].metres_to(places[0]))
        same = {other: same[other] for other in ranked} or closest
    return dict(list(same.items())[:MOST_KNOWN])
