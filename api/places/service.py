"""Places: what an import found or missed, the queue by hand, and what geocoders answered."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from api.errors import NotFound, Unusable
from api.places import repository
from api.places.buildings import key_of
from api.places.doubts import doubt_of
from api.places.finder import PLAUSIBLE, Found, Known, Level
from api.places.gazetteer import Gazetteer
from api.places.geocoding import Answer
from api.places.records import Place, Queued, Status, Why
from optimizer.travel.datum import AnyPoint, Points, Wgs84

ONE_BUILDING = 250.0
"""Metres within which several points of one address are its entrances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much waits for a place."""

    addresses: int
    people: int


def waiting(session: Session) -> Waiting:
    """How many addresses, and people behind them, wait for a place."""
    addresses, people = repository.waiting(session)
    return Waiting(addresses=addresses, people=people)


def gazetteer(session: Session, least: float = PLAUSIBLE) -> Gazetteer:
    """Everything known: the roster's buildings, and places kept from elsewhere."""
    kept = {place.address: place.found for place in repository.places(session)}
    spots: dict[str, list[Wgs84]] = defaultdict(list)
    for address, point in repository.roster_spots(session):
        spots[key_of(address)].append(point)
    known = [
        Known(address=address, found=found)
        for address, points in spots.items()
        if (found := _from_roster(points, kept.get(address))) is not None
    ]
    known += [Known(address=address, found=found) for address, found in kept.items()]
    return Gazetteer(known, least)


def _from_roster(points: Sequence[Wgs84], kept: Found | None) -> Found | None:
    """What the roster knows of a building itself: an estimate that it took over is none."""
    estimated = kept is not None and not kept.certain
    own = [point for point in points if not (estimated and kept and point == kept.point)]
    if not own:
        return None
    middle = Points.of(own).centre()
    close = all(point.metres_to(middle) <= ONE_BUILDING / 2 for point in own)
    sure = 1.0 if close else 0.4
    return Found(point=middle, level=Level.BUILDING, confidence=sure, source="roster")


def take_over(
    session: Session,
    placed: Iterable[str],
    estimates: Mapping[str, Found],
    unplaced: Sequence[str],
) -> None:
    """After an import: keep ``estimates``, queue what is ``unplaced``, and close the rest.

    ``placed`` are addresses of accepted rows; ``unplaced`` names one address a row.
    """
    now = _now()
    for address, found in estimates.items():
        key = key_of(address)
        if not found.certain and repository.place(session, key) is None:
            kept = Place(address=key, found=found, datum="wgs84", moment=now)
            repository.keep(session, kept)
    people = Counter(map(key_of, unplaced))
    open_ = {entry.address: entry for entry in repository.queue(session)}
    settled = {key_of(address) for address in placed} - set(people)
    closed = [
        replace(entry, status=Status.FIXED, closed=now)
        for address, entry in open_.items()
        if address in settled
    ]
    repository.put(session, [*closed, *_opened(session, people, open_, now)])


def _opened(
    session: Session, people: Mapping[str, int], open_: Mapping[str, Queued], now: datetime.datetime
) -> Iterator[Queued]:
    known = gazetteer(session) if people else None
    for address, count in people.items():
        if address in open_:
            yield replace(open_[address], people=count)
        elif known is not None:
            guess = known.guess(address)
            yield Queued(
                address=address,
                reason=Why.UNSURE if guess else Why.UNKNOWN,
                people=count,
                opened=now,
                candidates=(guess,) if guess else (),
            )


def fix(session: Session, address: str, stated: AnyPoint, by: str, *, anyway: bool = False) -> int:
    """Place a building by hand; residents who live there are moved: how many.

    Raises
    ------
    Unusable
        When the place is doubtful and nobody said ``anyway``.
    """
    if not anyway:
        _require_plausible(address, stated, gazetteer(session))
    return _settle(session, address, stated, by, "hand")


def paste(session: Session, address: str, stated: AnyPoint, by: str, known: Gazetteer) -> int:
    """The same for one line of a list of coordinates, judged by what was ``known`` before."""
    _require_plausible(address, stated, known)
    return _settle(session, address, stated, by, "pasted")


def _require_plausible(address: str, stated: AnyPoint, known: Gazetteer) -> None:
    if (doubt := doubt_of(address, stated, known)) is not None:
        raise Unusable("place_doubtful", doubt=doubt)


def _settle(session: Session, address: str, stated: AnyPoint, by: str, source: str) -> int:
    key, now = key_of(address), _now()
    point = stated.to(Wgs84)
    found = Found(point=point, level=Level.BUILDING, confidence=1.0, source=source)
    repository.keep(session, Place(address=key, found=found, datum=stated.code, moment=now))
    entry = repository.queued(session, key)
    if entry is not None:
        settled = replace(entry, status=Status.FIXED, closed=now, closed_by=by)
        repository.put(session, [settled])
    spelt = {one for one, _ in repository.roster_spots(session) if key_of(one) == key}
    return repository.move_residents(session, sorted(spelt), point)


def drop(session: Session, address: str, by: str) -> None:
    """Take an address off the queue that nobody needs any more, such as a misspelt one.

    Raises
    ------
    NotFound
        When it does not wait there.
    """
    entry = repository.queued(session, key_of(address))
    if entry is None or entry.status is not Status.OPEN:
        raise NotFound("no_such_queued", address=address)
    gone = replace(entry, status=Status.DROPPED, closed=_now(), closed_by=by)
    repository.put(session, [gone])


def record(session: Session, answer: Answer) -> None:
    """Keep what a geocoder answered for an open address."""
    entry = repository.queued(session, answer.address)
    if entry is None or entry.status is not Status.OPEN or answer.withheld:
        return
    now = _now()
    if answer.found is not None:
        found, datum = answer.found, answer.datum
        place = Place(address=answer.address, found=found, datum=datum, moment=now)
        repository.keep(session, place)
        changed = replace(entry, status=Status.FIXED, closed=now, closed_by=found.source)
    else:
        kept = answer.candidates or entry.candidates
        changed = replace(entry, reason=answer.why or entry.reason, candidates=kept)
    repository.put(session, [changed])


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
