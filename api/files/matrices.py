"""Travel times in problem.json: written out, or in a NumPy file beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Discriminator, PlainValidator, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from api.files.texts import issue
from optimizer.errors import Issue
from optimizer.problem import Travel
from optimizer.travel.legs import Legs

MOST_INLINE = 1_000
"""Locations up to which the file itself holds the matrices."""

_LARGEST = int(np.iinfo(np.int32).max)


def _matrix(rows: object) -> NDArray[np.int32]:
    """Square rows of whole numbers as an array; refuse with the first place that is wrong.

    A matrix has a million cells: one message each would help nobody.
    """
    if not isinstance(rows, list):
        raise PydanticCustomError("matrix_rows", "no rows", {"at": ()})
    for i, row in enumerate(rows):
        if not isinstance(row, list):
            raise PydanticCustomError("matrix_rows", "no row", {"at": (i,)})
        if len(row) != len(rows):
            context = {"at": (i,), "size": len(rows), "found": len(row)}
            raise PydanticCustomError("matrix_width", "not square", context)
        if not {int}.issuperset(map(type, row)) or min(row) < 0 or max(row) > _LARGEST:
            j = next(j for j, cell in enumerate(row) if not _is_cell(cell))
            raise PydanticCustomError("matrix_cell", "no distance", {"at": (i, j)})
    return np.array(rows, dtype=np.int32).reshape(len(rows), len(rows))


def _is_cell(cell: object) -> bool:
    return type(cell) is int and 0 <= cell <= _LARGEST


_ROWS = {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": _LARGEST}}
Matrix = Annotated[
    NDArray[np.int32],
    PlainValidator(_matrix),
    WithJsonSchema({"type": "array", "items": _ROWS}),
]


class InlineTravel(BaseModel):
    """Rows from, columns to, in the order of locations."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    seconds: Matrix
    metres: Matrix


def _rides(rows: object) -> dict[tuple[int, int], tuple[int, int]]:
    """Rows of from, to, seconds and metres as a mapping; the first wrong row is refused."""
    if not isinstance(rows, list):
        raise PydanticCustomError("matrix_rows", "no rows", {"at": ()})
    for k, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != len(_RIDE) or not all(map(_is_cell, row)):
            raise PydanticCustomError("ride", "no ride", {"at": (k,)})
    return {(i, j): (seconds, metres) for i, j, seconds, metres in rows}


_RIDE = ("from", "to", "seconds", "metres")
_WHOLE = {"type": "integer", "minimum": 0, "maximum": _LARGEST}
_RIDE_SCHEMA = {"type": "array", "items": _WHOLE, "minItems": len(_RIDE), "maxItems": len(_RIDE)}
Rides = Annotated[
    dict[tuple[int, int], tuple[int, int]],
    PlainValidator(_rides),
    WithJsonSchema({"type": "array", "items": _RIDE_SCHEMA}),
]


class LegsTravel(BaseModel):
    """The rides of one plan: rows of from, to, seconds and metres; enough to check that plan."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    legs: Rides


class NpzTravel(BaseModel):
    """A NumPy file with int32 arrays ``seconds`` and ``metres``, in the folder of this file."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    npz: str


def _form(value: object) -> str:
    if isinstance(value, Mapping):
        return next((form for form in ("npz", "legs") if form in value), "inline")
    return "inline"


TravelEntry = Annotated[
    Annotated[InlineTravel, Tag("inline")]
    | Annotated[LegsTravel, Tag("legs")]
    | Annotated[NpzTravel, Tag("npz")],
    Discriminator(_form),
]


def open_travel(
    entries: Mapping[str, InlineTravel | LegsTravel | NpzTravel], size: int, file: Path | None
) -> tuple[dict[str, Travel], list[Issue]]:
    """The matrices of all profiles that can be used, and what is wrong with the others.

    Parameters
    ----------
    size
        Number of locations.
    file
        The problem file; None: the problem came as bytes, which hold everything themselves.
    """
    travel: dict[str, Travel] = {}
    issues: list[Issue] = []
    for profile, entry in entries.items():
        path = f"travel.{profile}"
        opened: Travel | Issue
        if isinstance(entry, LegsTravel):
            opened = _open_legs(entry, size, f"{path}.legs")
        elif isinstance(entry, NpzTravel):
            opened = _open_npz(entry.npz, file, f"{path}.npz")
        elif file is not None and size > MOST_INLINE:
            opened = issue(path, size, "inline_too_large", most=MOST_INLINE)
        else:
            opened = Travel(entry.seconds, entry.metres)
        if isinstance(opened, Travel):
            travel[profile] = opened
        else:
            issues.append(opened)
    return travel, issues


def _open_legs(entry: LegsTravel, size: int, path: str) -> Travel | Issue:
    for row, ride in enumerate(entry.legs):
        if max(ride) >= size:
            return issue(f"{path}[{row}]", list(ride), "ride_outside", size=size)
    return Legs(entry.legs, size)


def _open_npz(name: str, beside: Path | None, path: str) -> Travel | Issue:
    if beside is None:
        return issue(path, name, "npz_without_folder")
    folder = beside.resolve().parent
    file = (folder / name).resolve()
    if not file.is_relative_to(folder):
        return issue(path, name, "npz_escapes", folder=folder)
    if not file.is_file():
        return issue(path, name, "npz_missing", folder=folder)
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            arrays: list[NDArray[Any]] = [archive["seconds"], archive["metres"]]
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return issue(path, name, "npz_unreadable")
    if any(array.dtype != np.int32 for array in arrays):
        return issue(path, name, "npz_dtype", found=", ".join(str(a.dtype) for a in arrays))
    return Travel(arrays[0], arrays[1])


def save_npz(travel: Travel, file: Path) -> None:
    """Write one profile's matrices; the same matrices give the same bytes."""
    with file.open("wb") as stream:
        np.savez_compressed(stream, seconds=travel.seconds, metres=travel.metres)
