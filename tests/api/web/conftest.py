"""A day made by hand: one canteen, one rider with two trips, one visit that nobody serves."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from api.orders.records import Order
from api.plans.records import Status, Version
from api.web.names import Names
from api.web.riders import rider_views
from optimizer.plan import Plan, Reason, RiderDay, SolverInfo, Stop, Trip, Unserved
from optimizer.problem import Batch
from optimizer.rules import Rule
from tests import toys

SHANGHAI = ZoneInfo("Asia/Shanghai")


def stop(visit, start, load_start):
    """A minute of service."""
    return Stop(visit=visit, arrive=start, start=start, end=start + 60, onboard=start - load_start)


@pytest.fixture(scope="session")
def problem():
    """V1 to V4 along a line; the first batch is just enough for the first trip."""
    return toys.line(
        (0, 1, 2, 3, 4),
        {
            "V1": {"meals": {"regular": 2}},
            "V2": {"meals": {"soft": 1, "regular": 1}, "preferred": (37_800, 43_200)},
            "V3": {"meals": {"diabetic": 1}},
            "V4": {"tier": 1, "missed_recently": 2, "meals": {"halal": 1}},
        },
        canteens=(
            toys.canteen(batches=(Batch(ready=36_000, meals=4), Batch(ready=37_800, meals=9))),
        ),
        riders=(toys.rider("R0"), toys.rider("R1")),
    )


@pytest.fixture(scope="session")
def plan():
    """R1 serves V1 and V2, comes back for V3; R0 stays at home."""
    first = Trip(
        canteen="C1",
        load_start=36_000,
        depart=36_300,
        returns=36_660,
        stops=(stop("V1", 36_360, 36_000), stop("V2", 36_480, 36_000)),
    )
    second = Trip(
        canteen="C1",
        load_start=37_800,
        depart=38_100,
        returns=38_520,
        stops=(stop("V3", 38_280, 37_800),),
    )
    return Plan(
        riders=(
            RiderDay(rider="R0", start=36_000, end=36_000, trips=()),
            RiderDay(rider="R1", start=36_000, end=38_520, trips=(first, second)),
        ),
        unserved=(
            Unserved(
                visit="V4",
                tier=1,
                reasons=(Reason(code=Rule.DIET, params={"riders": 2, "alone": 1}),),
            ),
        ),
        solver=SolverInfo(strategy="nearest", seed=3, seconds=0.5, iterations=1, version="0"),
    )


@pytest.fixture(scope="session")
def names():
    return Names(
        canteens={"C1": "曹杨食堂"},
        riders={"R1": "骑手一"},
        addresses={f"V{k}": f"花溪路100弄{k}号" for k in range(1, 5)},
    )


@pytest.fixture(scope="session")
def riders(problem, plan, names):
    return rider_views(problem, plan, names)


@pytest.fixture(scope="session")
def version(problem, plan):
    """A draft, made at 07:05 in Shanghai."""
    orders = [
        ("E1", "V1", "regular", 2),
        ("E2", "V2", "soft", 1),
        ("E3", "V2", "regular", 1),
        ("E4", "V3", "diabetic", 1),
        ("E5", "V4", "halal", 1),
    ]
    return Version(
        id=7,
        number=2,
        status=Status.DRAFT,
        created=datetime.datetime(2026, 3, 1, 23, 5, tzinfo=datetime.UTC),
        published=None,
        problem=problem,
        plan=plan,
        orders=tuple(Order(resident=r, visit=v, diet=d, meals=m) for r, v, d, m in orders),
        hand_overs=(),
    )
