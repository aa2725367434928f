"""An instance as ``vrplib`` reads it: whole numbers, rounded as the set has it.

The keywords are those of PyVRP's dialect of VRPLIB,
https://pyvrp.org/dev/supported_vrplib_fields.html. Places are numbered from 0, depots first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import vrplib
from numpy.typing import NDArray

from benchmarks.standard.sets import InstanceFile, StandardSet
from optimizer.engine.segments import FAR
from optimizer.errors import SongcanError

Numbers = NDArray[np.int64]

ROUNDED: Mapping[str, Callable[[Any], Numbers]] = {
    "round": lambda values: np.round(values).astype(np.int64),
    "dimacs": lambda values: (10 * np.asarray(values)).astype(np.int64),
    "exact": lambda values: np.round(1_000 * np.asarray(values)).astype(np.int64),
}
DESCRIPTION = {"name", "comment", "type", "node_coord", "dimension", "vehicles", "depot"}
DESCRIPTION |= {"edge_weight", "edge_weight_type", "edge_weight_format", "node_coord_type"}
UNDERSTOOD = DESCRIPTION | {"capacity", "demand", "service_time", "time_window", "release_time"}
UNDERSTOOD |= {"prize", "vehicles_depot", "vehicles_reload_depot", "vehicles_max_reloads"}
UNDERSTOOD |= {"vehicles_max_duration", "vehicles_fixed_cost", "vehicles_unit_distance_cost"}


class UnreadableInstance(SongcanError):
    """A file that is no VRPLIB instance, or says what we do not understand."""

    def __init__(self, path: Path, why: object) -> None:
        super().__init__(
            f"{path}：无法读作这些算例集的算例（{why}）；请核对文件是否完整、属于哪一集"
            f" / cannot be read as an instance of these sets ({why}); check that the file is"
            " complete, and which set it belongs to"
        )


class CannotState(SongcanError):
    """A solver has no words for what the instance says."""


class Vehicle(NamedTuple):
    """One vehicle. Vehicles that are equal in all of this are of one type.

    ``longest``: most time between its departure from the depot and its return; ``FAR``: any.
    ``trips``: how many it may make, loading at its depot before each.
    """

    depot: int
    capacity: int
    fixed: int
    unit: int
    longest: int
    trips: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StandardInstance:
    """``q`` places, the first ``depots`` of them depots, the others clients.

    ``distance`` (q, q) is the riding time as well. The others are of shape (q). ``prize`` 0: the
    client must be served. A depot's window is that of its vehicles.
    """

    name: str
    set: StandardSet
    depots: int
    vehicles: tuple[Vehicle, ...]
    distance: Numbers
    demand: Numbers
    service: Numbers
    opens: Numbers
    closes: Numbers
    release: Numbers
    prize: Numbers

    @property
    def is_timed(self) -> bool:
        """Whether any rule looks at the clock."""
        limited = any(vehicle.longest < FAR for vehicle in self.vehicles)
        return limited or bool(self.closes.min() < FAR) or bool(self.release.max() > 0)


def read(file: InstanceFile) -> StandardInstance:
    """An instance with every number rounded.

    Raises
    ------
    UnreadableInstance
        When the file is none, or has fields that change the problem and are not understood.
    """
    try:
        fields = vrplib.read_instance(file.path)
        _refuse_others(fields)
        return _instance(file, fields)
    except (LookupError, OSError, RuntimeError, TypeError, ValueError) as error:
        raise UnreadableInstance(file.path, error) from error


def _instance(file: InstanceFile, fields: Mapping[str, Any]) -> StandardInstance:
    q = int(fields["dimension"])
    depots = _depots(fields)
    rounded = ROUNDED[file.set.rounding]

    def of_places(key: str) -> Numbers:
        return np.broadcast_to(rounded(fields.get(key, 0)), (q,))

    service = of_places("service_time").copy()
    if np.ndim(fields.get("service_time", 0)) == 0:
        service[:depots] = 0
    opens, closes = np.zeros(q, np.int64), np.full(q, FAR)
    if "time_window" in fields:
        opens, closes = rounded(fields["time_window"]).T
    distance = rounded(fields["edge_weight"])
    if np.shape(fields.get("demand", 0)) not in ((), (q,)):
        raise ValueError("DEMAND_SECTION: more than one load")
    if distance.shape != (q, q):
        raise ValueError(f"edge weights {distance.shape}, dimension {q}")
    return StandardInstance(
        name=file.path.stem,
        set=file.set,
        depots=depots,
        vehicles=_vehicles(fields, q - depots, rounded),
        distance=distance,
        demand=of_places("demand"),
        service=service,
        opens=opens,
        closes=closes,
        release=of_places("release_time"),
        prize=of_places("prize"),
    )


def _vehicles(
    fields: Mapping[str, Any], clients: int, rounded: Callable[[Any], Numbers]
) -> tuple[Vehicle, ...]:
    """The fleet in the order of the file; without a number, a vehicle for every client."""
    m = int(fields.get("vehicles", clients))

    def of_vehicles(key: str, otherwise: int) -> Numbers:
        given = np.asarray(fields.get(key, otherwise))
        if given.shape not in ((), (m,)):
            raise ValueError(f"{key.upper()}: {given.shape}, VEHICLES {m}")
        return np.broadcast_to(given, (m,))

    limit = "vehicles_max_duration"
    longest = rounded(of_vehicles(limit, 0)) if limit in fields else np.full(m, FAR)
    load = rounded(of_vehicles("capacity", 0)) if "capacity" in fields else np.full(m, FAR)
    depot = of_vehicles("vehicles_depot", 1) - 1
    unit = of_vehicles("vehicles_unit_distance_cost", 1)  # never rounded: distances are
    if np.any(unit != unit.astype(np.int64)):
        raise ValueError(f"VEHICLES_UNIT_DISTANCE_COST {unit[unit % 1 != 0][0]} is no integer")
    trips = np.ones(m, np.int64)
    if "vehicles_reload_depot" in fields:
        trips = 1 + of_vehicles("vehicles_max_reloads", clients)
        if np.any(of_vehicles("vehicles_reload_depot", 0) - 1 != depot):
            raise ValueError("VEHICLES_RELOAD_DEPOT_SECTION: not the vehicle's own depot")
        if np.any(longest < FAR):
            raise ValueError("VEHICLES_MAX_DURATION together with VEHICLES_RELOAD_DEPOT_SECTION")
    fixed = rounded(of_vehicles("vehicles_fixed_cost", 0))
    columns = (depot, load, fixed, unit.astype(np.int64), longest, trips)
    return tuple(Vehicle(*map(int, row)) for row in zip(*columns, strict=True))


def _depots(fields: Mapping[str, Any]) -> int:
    depots = np.atleast_1d(fields.get("depot", 0))
    if np.any(depots != np.arange(len(depots))):
        raise ValueError(f"DEPOT_SECTION {depots + 1}: depots must be numbered from 1 on")
    return len(depots)


def _refuse_others(fields: Mapping[str, Any]) -> None:
    if strange := sorted(set(fields) - UNDERSTOOD):
        raise ValueError(f"{', '.join(field.upper() for field in strange)}: not of these sets")
