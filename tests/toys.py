"""Tiny problems that recur in all tests. Places lie on a line, one unit apart, 60 s per unit."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from optimizer.problem import Batch, Canteen, Location, Problem, Rider, Travel, Visit

DATE = datetime.date(2026, 3, 2)
OPEN = 36_000  # 10:00


def line_travel(positions: Sequence[int], seconds: int = 60) -> Travel:
    """Travel along a line: ``seconds`` and 100 m per unit."""
    at = np.array(positions)
    units = np.abs(at[:, None] - at[None, :])
    return Travel(units * seconds, units * 100)


def visit(name: str, location: str, **changes: Any) -> Visit:
    """One regular meal between 10:00 and 12:00, a minute at the door, an hour on board."""
    values: dict[str, Any] = {
        "id": name,
        "location": location,
        "meals": {"regular": 1},
        "window": (OPEN, OPEN + 7_200),
        "service_seconds": 60,
        "max_onboard_seconds": 3_600,
    }
    return Visit(**(values | changes))


def rider(name: str = "R1", canteen: str = "C1", **changes: Any) -> Rider:
    """Ten boxes, two trips, 10:00 to 12:30."""
    values: dict[str, Any] = {
        "id": name,
        "canteen": canteen,
        "boxes": 10,
        "shift": (OPEN, OPEN + 9_000),
        "max_trips": 2,
    }
    return Rider(**(values | changes))


def canteen(name: str = "C1", location: str = "p0", **changes: Any) -> Canteen:
    """A hundred meals, five minutes to load."""
    values: dict[str, Any] = {
        "id": name,
        "location": location,
        "capacity": 100,
        "loading_seconds": 300,
    }
    return Canteen(**(values | changes))


def line(
    positions: Sequence[int] = (0, 1, 2, 3),
    visits: Mapping[str, Mapping[str, Any]] | None = None,
    **changes: Any,
) -> Problem:
    """Canteen C1 at the first position, a visit V1, V2, ... at each other one, rider R1.

    ``visits`` changes single visits by id; the other keywords replace fields of the problem.
    """
    names = [f"p{k}" for k in range(len(positions))]
    stops = [
        visit(f"V{k}", **{"location": names[k], **(visits or {}).get(f"V{k}", {})})
        for k in range(1, len(positions))
    ]
    values: dict[str, Any] = {
        "date": DATE,
        "locations": tuple(
            Location(id=name, lon=121.40 + at / 1_000, lat=31.25)
            for name, at in zip(names, positions, strict=True)
        ),
        "travel": {"ebike": line_travel(positions)},
        "canteens": (canteen(),),
        "riders": (rider(),),
        "visits": tuple(stops),
    }
    return Problem(**(values | changes))


def two_levels(**changes: Any) -> Problem:
    """Canteen C1 at 0, meal point P1 at 5; driver R1 brings the bulk visit B1, walker R2 goes on.

    B1 ends by 10:50, when the walker meets the four meals of V1 and V2; V3 is served from C1.
    """
    places = [0, 5, 6, 7, 3]
    names = [f"p{k}" for k in range(len(places))]
    meeting = OPEN + 3_000
    point = canteen(
        "P1",
        "p1",
        capacity=4,
        loading_seconds=60,
        batches=(Batch(ready=meeting, meals=4),),
        supplied_by=("B1",),
    )
    bulk = visit(
        "B1",
        "p1",
        meals={"regular": 20},
        transit=4,
        window=(OPEN + 1_800, meeting - 120),
        service_seconds=120,
        max_onboard_seconds=1_800,
        skills=("bulk",),
        canteens=("C1",),
    )
    walked = [
        visit(name, place, meals={"regular": 2}, window=(OPEN, OPEN + 7_200), canteens=("P1",))
        for name, place in (("V1", "p2"), ("V2", "p3"))
    ]
    values: dict[str, Any] = {
        "date": DATE,
        "locations": tuple(
            Location(id=name, lon=121.40 + at / 1_000, lat=31.25)
            for name, at in zip(names, places, strict=True)
        ),
        "travel": {"van": line_travel(places), "foot": line_travel(places, 300)},
        "canteens": (canteen(), point),
        "riders": (
            rider("R1", boxes=60, profile="van", skills=("bulk",)),
            rider("R2", "P1", profile="foot", kind="volunteer"),
        ),
        "visits": (bulk, *walked, visit("V3", "p4", canteens=("C1",))),
    }
    return Problem(**(values | changes))
