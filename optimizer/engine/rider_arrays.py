"""Arrays of riders: when and where they are at liberty, and what their time costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.instance import RIDER, Table, table
from optimizer.problem import Problem
from optimizer.timing.day import drive
from optimizer.timing.pins import Pins
from optimizer.timing.timetable import at_liberty


def riders(
    problem: Problem,
    pins: Pins,
    profiles: Sequence[str],
    canteen: Table,
    loads_at: NDArray[np.uint8],
) -> Table:
    """RIDER of every rider; twins are found later."""
    rows = table(RIDER, len(problem.riders))
    couples = (canteen.batched == 1) | ((canteen.bays >= 0) & (canteen.loading > 0))
    numbers = {place.id: k for k, place in enumerate(problem.canteens)}
    for k, (row, rider) in enumerate(zip(rows, problem.riders, strict=True)):
        row.canteen = numbers[rider.canteen]
        row.home = problem.location_index[problem.canteen[rider.canteen].location]
        row.free, place = at_liberty(problem, rider)
        row.place = problem.location_index[place]
        if rider.frozen:
            row.begun = 1
            row.spent = row.free - drive(problem, rider, ()).start
        row.ends = rider.shift[1]
        row.profile = profiles.index(rider.profile)
        row.boxes = rider.boxes
        most = rider.max_trips - len(rider.frozen)
        row.trips = max(0, min(most, len(problem.visits)))
        row.percent = problem.policy.paid_percent[rider.kind]
        row.locked = rider.id in pins.days
        row.coupled = bool((couples & (loads_at[k] == 1)).any())
    return rows


def find_twins(
    rider: Table,
    allowed: NDArray[np.uint8],
    assign: NDArray[np.int64],
    loads_at: NDArray[np.uint8],
    owner: NDArray[np.int64],
) -> None:
    """Number riders so that interchangeable ones share a number.

    Who carried one of the nodes before (``owner`` of each, see NODE) is like nobody else.
    """
    owners = set(owner.tolist())
    seen: dict[object, int] = {}
    for k, row in enumerate(rider):
        row.twin = 0
        columns = allowed[:, k].tobytes(), assign[:, k].tobytes(), loads_at[k].tobytes()
        own = k if k in owners else -1
        row.twin = seen.setdefault((tuple(row), own, *columns), len(seen))
