"""Small random problems that make sense: what a canteen might face, every rule in play.

``problem(seed, ...)`` is a pure function; ``problems()`` lets Hypothesis choose its arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from optimizer.locks import (
    DayLock,
    Lock,
    NeverLock,
    NotBefore,
    RiderLock,
    SequenceLock,
    TripLock,
)
from optimizer.plan import Plan, Trip
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch, Canteen, Problem, Rider, Travel, Visit
from tests import plans, toys

MINUTE = 60
PLACES = 8
ORDERS = (*[{"regular": 1}] * 4, {"regular": 2}, {"regular": 1, "halal": 1}, {"regular": 9})
"""Meals behind one door: mostly one, sometimes too many for any rider."""


def problems(**fixed: Any) -> st.SearchStrategy[Problem]:
    """Random problems; ``fixed`` are arguments of ``problem`` that shall not vary."""
    arguments: dict[str, st.SearchStrategy[Any]] = {
        "seed": st.integers(0, 10**6),
        "visits": st.integers(0, 7),
        "riders": st.integers(0, 3),
        "canteens": st.integers(1, 2),
        "kitchens": st.booleans(),
        "locks": st.integers(0, 2),
        "frozen": st.booleans(),
        "emergency": st.booleans(),
    }
    return st.builds(problem, **(arguments | {k: st.just(v) for k, v in fixed.items()}))


def problem(
    seed: int,
    *,
    visits: int = 6,
    riders: int = 2,
    canteens: int = 1,
    kitchens: bool = False,
    locks: int = 0,
    frozen: bool = False,
    emergency: bool = False,
) -> Problem:
    """A day in whole minutes: ``kitchens`` adds batches and bays, ``frozen`` a trip under way."""
    rng = np.random.default_rng(seed)
    width = Emergency(window_seconds=10 * MINUTE, onboard_seconds=10 * MINUTE)
    kitchen_ids, crew = _ids("C", canteens), _ids("R", riders)
    doors = tuple(_visit(rng, name, crew, kitchen_ids) for name in _ids("V", visits))
    day = replace(
        toys.line(range(PLACES)),
        travel={profile: _travel(rng) for profile in ("ebike", "foot")},
        canteens=tuple(_canteen(rng, name, kitchens) for name in kitchen_ids),
        riders=tuple(_rider(rng, name, kitchen_ids) for name in crew),
        visits=doors,
        locks=_locks(rng, locks, crew, _ids("V", visits)),
        previous=_previous(rng, crew, _ids("V", visits)),
        policy=Policy(emergency=width if emergency else None),
    )
    day = _with_frozen_trip(rng, day) if frozen and riders and visits else day
    return _with_late_door(rng, day) if locks and visits else day


def _ids(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{k + 1}" for k in range(count))


def _pick(rng: np.random.Generator, *values: Any) -> Any:
    return values[rng.integers(len(values))]


def _some(rng: np.random.Generator, values: Sequence[str], share: float = 0.5) -> tuple[str, ...]:
    return tuple(value for value in values if rng.random() < share)


def _minutes(rng: np.random.Generator, low: int, high: int) -> int:
    return int(rng.integers(low, high + 1)) * MINUTE


def _travel(rng: np.random.Generator) -> Travel:
    """Rides of one to nine minutes, one way streets and detours included: no metric."""
    minutes = rng.integers(1, 10, (PLACES, PLACES), dtype=np.int32)
    np.fill_diagonal(minutes, 0)
    return Travel(minutes * MINUTE, minutes * 100)


def _canteen(rng: np.random.Generator, name: str, kitchens: bool) -> Canteen:
    batches = [toys.OPEN + _minutes(rng, 0, 40) for _ in range(2)] if kitchens else []
    return toys.canteen(
        name,
        f"p{rng.integers(2)}",
        capacity=int(_pick(rng, 4, 20)),
        capacity_by_diet=_pick(rng, {}, {"halal": 2}),
        diets=_pick(rng, None, None, ("regular",)),
        loading_seconds=_pick(rng, 0, 5 * MINUTE),
        loading_bays=_pick(rng, None, 1) if kitchens else None,
        batches=tuple(Batch(ready=time, meals=int(rng.integers(1, 7))) for time in sorted(batches)),
    )


def _rider(rng: np.random.Generator, name: str, kitchens: tuple[str, ...]) -> Rider:
    begins = toys.OPEN + _minutes(rng, -10, 20)
    return toys.rider(
        name,
        _pick(rng, *kitchens),
        may_load_at=_some(rng, kitchens),
        boxes=int(_pick(rng, 4, 8)),
        shift=(begins, begins + _minutes(rng, 40, 140)),
        max_trips=int(rng.integers(1, 4)),
        profile=_pick(rng, "ebike", "foot"),
        kind=_pick(rng, "staff", "platform", "volunteer"),
        skills=_some(rng, ("stairs",)),
    )


def _visit(
    rng: np.random.Generator, name: str, crew: tuple[str, ...], kitchens: tuple[str, ...]
) -> Visit:
    opens = toys.OPEN + _minutes(rng, 0, 50)
    closes = opens + _minutes(rng, 5, 60)
    return toys.visit(
        name,
        f"p{rng.integers(2, PLACES)}",
        meals=_pick(rng, *ORDERS),
        window=(opens, closes),
        preferred=_pick(rng, None, (opens + MINUTE, max(opens + MINUTE, closes - 10 * MINUTE))),
        released=_pick(rng, None, None, opens - 5 * MINUTE),
        service_seconds=_minutes(rng, 0, 3),
        max_onboard_seconds=_minutes(rng, 15, 60),
        tier=_pick(rng, 1, 2, 3),
        missed_recently=int(rng.integers(3)),
        canteens=_pick(rng, None, None, None, _some(rng, kitchens, 0.8)),
        skills=_some(rng, ("stairs",), 0.1),
        familiarity={rider: round(float(rng.random()), 2) for rider in _some(rng, crew)},
    )


def _locks(
    rng: np.random.Generator, count: int, crew: tuple[str, ...], doors: tuple[str, ...]
) -> tuple[Lock, ...]:
    if not crew or len(doors) < 3:
        return ()
    locks: dict[Any, Lock] = {}
    for number in range(count):
        rider, (a, b, c) = _pick(rng, *crew), (str(v) for v in rng.permutation(doors)[:3])
        lock = _pick(
            rng,
            RiderLock(visit=a, rider=rider),
            TripLock(visit=a, rider=rider, trip=int(rng.integers(2))),
            SequenceLock(visits=(a, b)),
            SequenceLock(visits=(a, b, c)),
            NeverLock(visits=(a, b), rider=rider),
            NeverLock(visits=(a, b, c)),
            DayLock(rider=rider, trips=((a, b), (c,))),
        )
        locks[("day", rider) if isinstance(lock, DayLock) else number] = lock
    return tuple(locks.values())


def _previous(
    rng: np.random.Generator, crew: tuple[str, ...], doors: tuple[str, ...]
) -> Plan | None:
    if not crew or rng.random() < 0.5:
        return None
    day = toys.line(range(len(doors) + 1), riders=tuple(map(toys.rider, crew)))
    return plans.by_hand(day, **{_pick(rng, *crew): [("C1", toys.OPEN, " ".join(doors))]})


def _with_frozen_trip(rng: np.random.Generator, day: Problem) -> Problem:
    """The first rider has left already, perhaps later and slower than any rule allows."""
    first, *others = day.riders
    doors = [visit.id for visit in day.visits[: int(rng.integers(1, 3))]]
    begins = toys.OPEN + _minutes(rng, 0, 20)
    under_way = plans.trip(day, first, (first.canteen, begins, " ".join(doors)), first.canteen)
    if rng.random() < 0.5:
        under_way = _delayed(under_way, _minutes(rng, 1, 30))
    busy = replace(first, frozen=(under_way,), max_trips=max(2, first.max_trips))
    now = under_way.load_start + _minutes(rng, 0, 30)
    return replace(day, riders=(busy, *others), now=now)


def _with_late_door(rng: np.random.Generator, day: Problem) -> Problem:
    """Somebody may be at home later than their window says, perhaps too late for anybody."""
    if rng.random() < 0.5:
        return day
    late = NotBefore(visit=_pick(rng, *day.visit), seconds=toys.OPEN + _minutes(rng, 10, 80))
    return replace(day, locks=(*day.locks, late))


def _delayed(trip: Trip, late: int) -> Trip:
    last = trip.stops[-1]
    held_up = replace(
        last, start=last.start + late, end=last.end + late, onboard=last.onboard + late
    )
    return replace(trip, returns=trip.returns + late, stops=(*trip.stops[:-1], held_up))
