"""Coordinates that contradict one another by just the shift between two datums.

No number tells its own datum. But one building cannot be in two places: where two rows of it, or a
row and what is known of its building or lane, lie apart, and would meet if one of them were of
another datum, somebody has mixed datums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from api.places.buildings import building_of, key_of
from api.places.finder import Level, PlaceFinder
from api.roster.findings import Severity
from api.roster.placing.bounds import others
from api.roster.placing.statements import label
from api.roster.rules import Remark, rejected, warned
from optimizer.travel.datum import AnyPoint, Points, Wgs84

APART = 250.0
"""Metres between two entrances of one building that nobody would believe."""

NEAR = 80.0
"""Metres within which two readings are of the same building."""

LANE_APART = 350.0
LANE_NEAR = 150.0
"""The same for a building and the middle of its lane."""

FEWEST = 3
"""Other buildings of a lane in the sheet whose middle counts as evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A row with a readable place."""

    row: int
    address: str
    stated: AnyPoint
    point: Wgs84


def contradictions(rows: Sequence[Placed], finder: PlaceFinder | None) -> dict[int, Remark]:
    """What is to be said about each row that contradicts another one or what is known.

    Of rows that contradict one another those are spared that lie where the building is known.
    """
    by_row = {row.row: row for row in rows}
    found = {
        row: remark
        for row, remark in _within_buildings(rows)
        if not (remark.severity is Severity.REJECTED and _confirmed(by_row[row], finder))
    }
    left = [row for row in rows if row.row not in found]
    lanes = _lanes(left)
    for row in left:
        remark = _against_known(row, finder) or _against_lane(row, lanes)
        if remark is not None:
            found[row.row] = remark
    return found


def _within_buildings(rows: Sequence[Placed]) -> Iterator[tuple[int, Remark]]:
    """Rows of one building that lie apart: each names another one."""
    groups: dict[str, list[Placed]] = defaultdict(list)
    for row in rows:
        building = building_of(row.address)
        if building is not None and building.number:
            groups[building.address].append(row)
    for group in groups.values():
        if len({row.point for row in group}) > 1:
            for row in group:
                if (remark := _within_building(row, group)) is not None:
                    yield row.row, remark


def _within_building(row: Placed, group: Sequence[Placed]) -> Remark | None:
    distances = Points.of([other.point for other in group]).metres_to(row.point)
    far = [group[place] for place in np.flatnonzero(distances > APART).tolist()]
    for other in far:
        if _meet(row, other.point) or _meet(other, row.point):
            return rejected("datum_mixture", **_apart(row, other))
    return warned("building_apart", **_apart(row, far[0])) if far else None


def _apart(row: Placed, other: Placed) -> dict[str, object]:
    return {"other": other.row, "metres": round(row.point.metres_to(other.point))}


def _meet(row: Placed, point: Wgs84, within: float = NEAR) -> str | None:
    """The other datum in which the row's numbers mean ``point``."""
    readings = ((code, reading.metres_to(point)) for code, reading in others(row.stated))
    metres, code = min((metres, code) for code, metres in readings)
    return code if metres <= within else None


def _confirmed(row: Placed, finder: PlaceFinder | None) -> bool:
    known = finder.find(row.address) if finder is not None else None
    if known is None or not known.certain:
        return False
    return row.point.metres_to(known.point) <= NEAR


def _against_known(row: Placed, finder: PlaceFinder | None) -> Remark | None:
    known = finder.find(row.address) if finder is not None else None
    if known is None or known.level not in (Level.BUILDING, Level.LANE):
        return None
    exact = known.certain and known.level is Level.BUILDING
    return _suspected(row, known.point, exact=exact)


def _against_lane(row: Placed, lanes: Mapping[str, Mapping[str, Wgs84]]) -> Remark | None:
    """The middle of the lane's other buildings in the sheet: the median, which few cannot move."""
    building = building_of(row.address)
    if building is None or not building.lane:
        return None
    mates = lanes.get(f"{building.road}{building.lane}", {})
    places = [point for address, point in mates.items() if address != building.address]
    if len(places) < FEWEST:
        return None
    many = Points.of(places)
    middle = Wgs84(float(np.median(many.lon)), float(np.median(many.lat)))
    return _suspected(row, middle, exact=False)


def _suspected(row: Placed, known: Wgs84, *, exact: bool) -> Remark | None:
    metres = row.point.metres_to(known)
    if metres <= (APART if exact else LANE_APART):
        return None
    guess = _meet(row, known, NEAR if exact else LANE_NEAR)
    if guess is None:
        return None
    said = {"datum": label(row.stated.code), "guess": label(guess), "metres": round(metres)}
    return warned("datum_suspected" if exact else "datum_suspected_lane", **said)


def _lanes(rows: Sequence[Placed]) -> dict[str, dict[str, Wgs84]]:
    lanes: dict[str, dict[str, Wgs84]] = defaultdict(dict)
    for row in rows:
        building = building_of(row.address)
        if building is not None and building.lane:
            lanes[f"{building.road}{building.lane}"].setdefault(key_of(row.address), row.point)
    return lanes
