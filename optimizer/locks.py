"""Pins that a person put on the plan. They bind wherever the visits are served."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderLock:
    """The visit is carried by this rider, or not at all."""

    visit: str
    rider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripLock:
    """The visit is carried on this trip of the rider (0 is the first), or not at all."""

    visit: str
    rider: str
    trip: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceLock:
    """The visits that are served ride on one trip, directly one after the other in this order."""

    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverLock:
    """The visits never ride with this rider; without a rider: no two of them on one trip."""

    visits: tuple[str, ...]
    rider: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLock:
    """The rider makes these trips and no others; their visits ride there or not at all."""

    rider: str
    trips: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBefore:
    """Service of the visit starts no earlier than ``seconds`` after midnight."""

    visit: str
    seconds: int


Lock = RiderLock | TripLock | SequenceLock | NeverLock | DayLock | NotBefore


def rider_named(lock: Lock) -> str | None:
    """The rider whom the lock names, if any."""
    return None if isinstance(lock, SequenceLock | NotBefore) else lock.rider


def visits_named(lock: Lock) -> tuple[str, ...]:
    """The visits that the lock names, in its order."""
    match lock:
        case SequenceLock() | NeverLock():
            return lock.visits
        case DayLock():
            return tuple(visit for trip in lock.trips for visit in trip)
        case _:
            return (lock.visit,)
