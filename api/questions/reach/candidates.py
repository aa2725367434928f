"""Where a canteen might be: residents' buildings, thinned out, or places of a file."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path

import numpy as np

from api.questions.privacy import LEAST
from api.questions.reach.homes import Home
from api.questions.texts import text
from optimizer.errors import InvalidInput, Issue
from optimizer.travel.places import Point

MOST = 300
"""Candidates, beyond which the grid is made coarser."""
GRID_METRES = 250.0
METRES = 111_000
"""A degree of latitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place, in words that tell of no single household."""

    lon: float
    lat: float
    words: str


def candidates_of(homes: Sequence[Home], metres: float = GRID_METRES) -> tuple[Candidate, ...]:
    """One place for each cell of a grid in which people live, in order of place.

    It is the building nearest to the cell's people, rounded to a thousandth of a degree (some 100
    m), so that no building is told. The grid is as fine as ``metres``, or so much coarser that
    there are at most ``MOST`` cells.
    """
    cells = _cells(homes, metres)
    while len(cells) > MOST:
        metres *= 1.25
        cells = _cells(homes, metres)
    residents = Counter[str]()
    for home in homes:
        residents[home.compound] += home.people.total()
    found: dict[Point, str] = {}
    for cell in cells.values():
        central = _central(cell)
        place = round(central.at[0], 3), round(central.at[1], 3)
        found.setdefault(place, _words(central, residents))
    return tuple(
        Candidate(lon=lon, lat=lat, words=words) for (lon, lat), words in sorted(found.items())
    )


def read_candidates(path: Path) -> tuple[Candidate, ...]:
    """The places of a CSV file with the columns lon, lat (WGS-84) and, if wanted, name.

    Raises
    ------
    InvalidInput
        With every row that cannot be used.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    issues: list[Issue] = []
    found = []
    for number, row in enumerate(rows, start=2):
        place = _place(row)
        if place is None:
            at = text("candidate_row", file=path.name, row=number)
            value = f"{row.get('lon')},{row.get('lat')}"
            problem, remedy = text("not_a_candidate"), text("not_a_candidate_remedy")
            issues.append(Issue(str(at), value, problem, remedy))
        else:
            words = (row.get("name") or "").strip() or f"{place[0]:.3f},{place[1]:.3f}"
            found.append(Candidate(lon=place[0], lat=place[1], words=words))
    if not rows:
        problem, remedy = text("no_candidate"), text("not_a_candidate_remedy")
        issues.append(Issue(path.name, None, problem, remedy))
    if issues:
        raise InvalidInput(issues)
    return tuple(found)


def _place(row: Mapping[str, str | None]) -> Point | None:
    try:
        lon, lat = float(row.get("lon") or "x"), float(row.get("lat") or "x")
    except ValueError:
        return None
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _cells(homes: Sequence[Home], metres: float) -> dict[tuple[int, int], list[Home]]:
    cells: dict[tuple[int, int], list[Home]] = defaultdict(list)
    for home in homes:
        cells[tuple(int(value // metres) for value in _flat(home))].append(home)  # type: ignore[index]
    return cells


def _flat(home: Home) -> tuple[float, float]:
    """Metres east and north, near enough within a city."""
    lon, lat = home.at
    return lon * METRES * cos(radians(round(lat))), lat * METRES


def _central(cell: Sequence[Home]) -> Home:
    """The home nearest to the middle of all people of the cell."""
    at = np.array([_flat(home) for home in cell])
    people = np.array([home.people.total() for home in cell])
    middle = (at * people[:, None]).sum(axis=0) / people.sum()
    return cell[int(((at - middle) ** 2).sum(axis=1).argmin())]


def _words(home: Home, residents: Mapping[str, int]) -> str:
    """The compound, if enough people live there for it to tell of nobody; the street-town."""
    known = home.compound and residents[home.compound] >= LEAST
    return " ".join(_said(home.street_town, home.compound if known else ""))


def _said(*words: str) -> Iterator[str]:
    return (word for word in words if word)
