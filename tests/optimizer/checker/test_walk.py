"""The walk that all rules share: every trip and stop once, frozen ones apart from planned ones."""

from __future__ import annotations

from optimizer.checker.walk import Walk
from tests import toys
from tests.plans import by_hand

OPEN = toys.OPEN


def test_walk_tells_frozen_from_planned():
    day = by_hand(toys.line(), R1=[("C1", OPEN + 300, "V1 V2"), ("C1", OPEN + 3_000, "V3")])
    begun = toys.rider(frozen=day.riders[0].trips[:1])
    walk = Walk(toys.line(riders=(begun,)), day)
    assert [(at.number, at.planned, at.boxes) for at in walk.trips] == [(0, False, 2), (1, True, 1)]
    assert [at.visit.id for at in walk.stops] == ["V1", "V2", "V3"]
    assert [at.number for at in walk.planned_trips] == [1]
    assert [at.visit.id for at in walk.planned_stops] == ["V3"]
    assert walk.served == {"V1", "V2", "V3"}
    assert walk.trips_by_canteen == {"C1": list(walk.trips)}


def test_without_frozen_trips_all_are_planned():
    walk = Walk(toys.line(), by_hand(toys.line(), R1=[("C1", OPEN + 300, "V1 V2 V3")]))
    assert walk.planned_trips == walk.trips
    assert walk.planned_stops == walk.stops
