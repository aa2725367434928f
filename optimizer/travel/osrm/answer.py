"""OSRM's answers as arrays, refused where they are not what was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from optimizer.travel.osrm.errors import BadAnswer
from optimizer.travel.osrm.service import Floats, Table


def table_of(answer: Any, rows: int, columns: int) -> Table:  # noqa: ANN401, JSON or OSRM's own
    """The arrays of a table answer, from JSON or from the bindings' objects.

    Raises
    ------
    BadAnswer
        When something is missing or has another shape.
    """
    try:
        table = Table(
            seconds=_cells(answer["durations"], rows, columns),
            metres=_cells(answer["distances"], rows, columns),
            source_metres=_snapped(answer["sources"], rows),
            destination_metres=_snapped(answer["destinations"], columns),
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise BadAnswer(asked=f"table {rows} x {columns}", found=type(error).__name__) from error
    if (table.seconds < 0).any():
        raise BadAnswer(asked=f"table {rows} x {columns}", found="negative durations")
    return table


def _cells(listed: Iterable[Iterable[float | None]], rows: int, columns: int) -> Floats:
    """A matrix with NaN for null: no road leads there."""
    return _shaped(np.array([list(row) for row in listed], np.float64), (rows, columns))


def _snapped(waypoints: Iterable[Any], count: int) -> Floats:
    listed = [waypoint["distance"] for waypoint in waypoints]
    distances = _shaped(np.array(listed, np.float64), (count,))
    if not (distances >= 0).all():  # also catches NaN
        raise ValueError("a point without a road")
    return distances


def _shaped(array: Floats, shape: tuple[int, ...]) -> Floats:
    if array.shape != shape:
        raise ValueError("another shape")
    return array
