"""Hypothesis strategies for random problems and plans that are valid but need not make sense.

``problems()`` and ``plans()`` cover every field; plans name any visit and need not fit a problem.
"""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from optimizer.locks import DayLock, NeverLock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.notices import Notice
from optimizer.plan import Plan, Reason, RiderDay, SolverInfo, Stop, Trip, Unserved
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch, Canteen, Location, Problem, Rider, Travel, Visit

NAMES = ("C1", "曹杨 8 弄", "V-2", "R/3", "p.4", "“五”", "x[6]", "7")
DIETS = ("regular", "halal", "低盐")
KINDS = ("staff", "volunteer")
PROFILES = ("ebike", "foot")

times = st.integers(0, 172_800)
weights = st.integers(0, 10**9)
small = st.integers(0, 9)
finite = st.floats(allow_nan=False, allow_infinity=False)
names = st.sampled_from(NAMES)
meals = st.dictionaries(st.sampled_from(DIETS), st.integers(1, 9), min_size=1)


def tuples_of(values: st.SearchStrategy[Any], **limits: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Short tuples; ``limits`` as for ``st.lists``."""
    return st.lists(values, **({"max_size": 3} | limits)).map(tuple)


windows = st.tuples(times, times).map(lambda pair: (min(pair), max(pair)))
stops = st.builds(Stop, visit=names, arrive=times, start=times, end=times, onboard=times)
trips = st.builds(
    Trip, canteen=names, load_start=times, depart=times, returns=times, stops=tuples_of(stops)
)
reasons = st.builds(
    Reason, code=names, params=st.dictionaries(st.text(), st.integers(-9, 9) | st.text())
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan."""
    days = st.builds(RiderDay, rider=names, start=times, end=times, trips=tuples_of(trips))
    unserved = st.builds(Unserved, visit=names, tier=small, reasons=tuples_of(reasons))
    solver = st.builds(
        SolverInfo, strategy=names, seed=small, seconds=finite, iterations=small, version=names
    )
    return Plan(
        riders=draw(tuples_of(days)),
        unserved=draw(tuples_of(unserved)),
        cost=draw(st.dictionaries(st.text(), st.integers(-(2**53), 2**53))),
        kpis=draw(st.dictionaries(st.text(), st.integers(-(2**53), 2**53) | finite)),
        solver=draw(st.none() | solver),
    )


def travels(size: int) -> st.SearchStrategy[Travel]:
    """Matrices of ``size`` locations, unrelated to their coordinates."""

    def travel(seed: int) -> Travel:
        seconds, metres = np.random.default_rng(seed).integers(0, 2**31, (2, size, size))
        return Travel(seconds, metres)

    return st.integers(0, 99).map(travel)


def canteens(ids: tuple[str, ...], places: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """One canteen per id."""
    batches = tuples_of(st.builds(Batch, ready=times, meals=small))
    fields = {
        "location": st.sampled_from(places),
        "capacity": small,
        "capacity_by_diet": st.dictionaries(st.sampled_from(DIETS), small),
        "diets": st.none() | tuples_of(st.sampled_from(DIETS)),
        "loading_bays": st.none() | st.integers(1, 9),
        "batches": batches.map(lambda found: tuple(sorted(found, key=lambda b: b.ready))),
    }
    return st.tuples(*(st.builds(Canteen, id=st.just(name), **fields) for name in ids))


def riders(ids: tuple[str, ...], kitchens: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """One rider per id; only the first may have a frozen trip, as visits ride once."""

    def rider(name: str) -> st.SearchStrategy[Rider]:
        frozen = st.builds(
            lambda canteen, loaded, returns: Trip(
                canteen=canteen,
                load_start=loaded[0],
                depart=loaded[1],
                returns=returns,
                stops=(),
            ),
            canteen=st.sampled_from(kitchens),
            loaded=windows,
            returns=times,
        )
        return st.builds(
            Rider,
            id=st.just(name),
            canteen=st.sampled_from(kitchens),
            boxes=st.integers(1, 9),
            shift=windows,
            max_trips=st.integers(1, 3),
            may_load_at=tuples_of(st.sampled_from(kitchens)),
            profile=st.sampled_from(PROFILES),
            kind=st.sampled_from(KINDS),
            skills=tuples_of(names),
            frozen=tuples_of(frozen, max_size=1),
        )

    return st.tuples(*map(rider, ids))


def visits(
    ids: tuple[str, ...], places: tuple[str, ...], kitchens: tuple[str, ...]
) -> st.SearchStrategy[Any]:
    """One visit per id; its preferred window, if any, is the hard one."""

    def visit(name: str, window: tuple[int, int]) -> st.SearchStrategy[Visit]:
        return st.builds(
            Visit,
            id=st.just(name),
            location=st.sampled_from(places),
            meals=meals,
            window=st.just(window),
            service_seconds=times,
            max_onboard_seconds=st.integers(1, 7_200),
            preferred=st.sampled_from((None, window)),
            released=st.none() | times,
            tier=st.sampled_from((1, 2)),
            missed_recently=small,
            canteens=st.none() | tuples_of(st.sampled_from(kitchens)),
            skills=tuples_of(names),
            familiarity=st.dictionaries(names, st.floats(0, 1)),
        )

    return st.tuples(*(windows.flatmap(partial(visit, name)) for name in ids))


def locks(riders: tuple[str, ...], visits: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Locks of all kinds on these riders and visits, at most one day per rider."""
    who, what = st.sampled_from(riders), st.sampled_from(visits)
    several = tuples_of(what, unique=True)
    kinds = (
        st.builds(RiderLock, visit=what, rider=who),
        st.builds(TripLock, visit=what, rider=who, trip=small),
        st.builds(SequenceLock, visits=several),
        st.builds(NeverLock, visits=several, rider=st.none() | who),
        st.builds(DayLock, rider=who, trips=several.map(lambda one: (one,))),
        st.builds(NotBefore, visit=what, seconds=times),
    )
    return tuples_of(
        st.one_of(*kinds),
        unique_by=lambda lock: lock.rider if isinstance(lock, DayLock) else id(lock),
    )


policies = st.builds(
    Policy,
    unserved_by_tier=st.fixed_dictionaries({1: weights, 2: weights}),
    paid_percent=st.fixed_dictionaries(dict.fromkeys(KINDS, weights)),
    late_percent=weights,
    emergency=st.none() | st.builds(Emergency, window_seconds=times, onboard_seconds=times),
)


notices = st.lists(
    st.builds(
        Notice,
        code=st.text(),
        params=st.dictionaries(st.text(), st.integers(-(2**53), 2**53) | st.text(), max_size=3),
    ),
    max_size=3,
).map(tuple)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Any valid problem with a few entries of each kind."""
    ids = tuples_of(names, min_size=1, unique=True)
    places, kitchens, crew, doors = draw(st.tuples(ids, ids, ids, ids))
    points = [draw(st.tuples(st.floats(-180, 180), st.floats(-90, 90))) for _ in range(len(places))]
    return Problem(
        date=draw(st.dates(datetime.date(2020, 1, 1))),
        sitting=draw(st.text()),
        timezone=draw(st.sampled_from(("Asia/Shanghai", "UTC"))),
        locations=tuple(
            Location(id=name, lon=lon, lat=lat)
            for name, (lon, lat) in zip(places, points, strict=True)
        ),
        travel={profile: draw(travels(len(places))) for profile in PROFILES},
        canteens=draw(canteens(kitchens, places)),
        riders=draw(riders(crew, kitchens)),
        visits=draw(visits(doors, places, kitchens)),
        locks=draw(locks(crew, doors)),
        previous=draw(st.none() | plans()),
        now=draw(st.none() | times),
        policy=draw(policies),
        notices=draw(notices),
    )
