"""A sheet's coordinates become WGS-84; rows without any are looked up; what is odd is said.

Rows are looked up among what is known already and the sheet's other rows.

Each row's datum is the one it names, else the one that the sheet states in a header or note, else
WGS-84. A row that names none is refused where others of its sheet name one that is not WGS-84:
nobody could tell which it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.places.finder import Found, Known, Level, PlaceFinder
from api.places.gazetteer import Gazetteer
from api.places.texts import source_words
from api.roster.placing.bounds import impossible, outside
from api.roster.placing.evidence import Placed, contradictions
from api.roster.placing.stated import Keys, Stated, stated
from api.roster.placing.statements import Statement, label, statement_of
from api.roster.rules import Remark, rejected, warned
from api.roster.sheets import Sheet
from optimizer.travel.datum import DATUMS, AnyPoint, Wgs84, wgs84_of

MOST_SUSPECTED = 20
"""Suspected rows that are named one by one; more of them are one remark."""

MANY = {
    "datum_suspected": "datum_suspected_many",
    "datum_suspected_lane": "datum_suspected_lane_many",
}
"""What one remark says instead of many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What became of a row's place; ``point`` None: nothing that can be used.

    ``stated`` is where the row itself says it is, ``found`` where the finder does, ``unplaced``
    that nobody knows; ``value`` is what the remarks are about where that is no coordinates.
    """

    point: Wgs84 | None = None
    stated: AnyPoint | None = None
    remarks: tuple[tuple[Keys, Remark], ...] = ()
    found: Found | None = None
    unplaced: bool = False
    value: str | None = None


@dataclass
class _Work:
    """The sheet while it is placed; ``statement`` holds for all rows, ``named`` by some."""

    statement: Statement
    named: Mapping[str, int]
    finder: PlaceFinder | None
    placings: dict[int, Placing] = field(default_factory=dict)


def place(
    sheet: Sheet, addresses: Mapping[int, str], finder: PlaceFinder | None
) -> dict[int, Placing]:
    """The place of each row of ``sheet``, by row number; merged ones are left out.

    ``addresses`` are those of the rows that have one.
    """
    said = [
        one
        for row in sheet.rows
        if (one := stated(row, sheet.headers, addresses.get(row.number, ""))) is not None
    ]
    first = {one.datum: one.row for one in reversed(said) if one.datum is not None}
    work = _Work(statement_of(sheet), first, finder)
    _judge(said, dict(_points(said, work)), work)
    silent = [one for one in said if one.row not in work.placings]
    known = (finder or Gazetteer([])).beside(list(_certain(said, work))) if silent else None
    for one in silent:
        work.placings[one.row] = _looked_up(one, known)
    return work.placings


def _certain(said: Iterable[Stated], work: _Work) -> Iterator[Known]:
    """Rows with an address and a place that nothing speaks against: neighbours of the others."""
    for one in said:
        placing = work.placings.get(one.row)
        if one.address and placing and placing.point is not None and not placing.remarks:
            found = Found(
                point=placing.point, level=Level.BUILDING, confidence=1.0, source="roster"
            )
            yield Known(address=one.address, found=found)


def _points(said: Iterable[Stated], work: _Work) -> Iterator[tuple[int, AnyPoint]]:
    """Rows whose numbers are a point of a datum that is beyond doubt."""
    for one in said:
        if one.numbers is None:
            if one.faults:
                work.placings[one.row] = Placing(remarks=one.faults)
            continue
        remark = impossible(*one.numbers)
        keys = one.keys
        if remark is None:
            remark, keys = _doubt(one, work), (*one.keys, "datum")
        if remark is not None:
            work.placings[one.row] = Placing(remarks=((keys, remark),))
            continue
        yield one.row, DATUMS[one.datum or work.statement.datum or "wgs84"](*one.numbers)


def _doubt(one: Stated, work: _Work) -> Remark | None:
    """Why the row's datum is not clear."""
    whole = work.statement
    if whole.contradiction is not None:
        return whole.contradiction
    if one.datum and whole.datum and one.datum != whole.datum:
        said = {"datum": label(one.datum), "stated": label(whole.datum), "where": whole.where}
        return rejected("datum_contradicts", **said)
    if one.datum is None and whole.datum is None:
        for datum, row in work.named.items():
            if datum != "wgs84":
                return rejected("datum_unsaid", datum=label(datum), other=row)
    return None


def _looked_up(one: Stated, finder: PlaceFinder | None) -> Placing:
    found = finder.find(one.address) if finder is not None and one.address else None
    if found is None:
        remark = rejected("no_place" if one.address else "no_place_no_address")
        remarks = ((one.keys, remark),)
        return Placing(remarks=remarks, unplaced=bool(one.address), value=one.address)
    if found.certain:
        return Placing(point=found.point, found=found)
    said = {"confidence": f"{found.confidence:.0%}", "source": source_words(found)}
    remarks = ((one.keys, warned("estimated", **said)),)
    return Placing(point=found.point, found=found, remarks=remarks, value=one.address)


def _judge(said: Sequence[Stated], points: Mapping[int, AnyPoint], work: _Work) -> None:
    """Turn points into WGS-84 and ask what contradicts them."""
    by_row = {one.row: one for one in said}
    wgs84 = dict(zip(points, wgs84_of(list(points.values())), strict=True))
    rows = [
        Placed(row=row, address=by_row[row].address, stated=points[row], point=point)
        for row, point in wgs84.items()
    ]
    odd = _condensed(contradictions(rows, work.finder))
    for row, point in wgs84.items():
        one = by_row[row]
        where = (*one.keys, "datum") if one.datum else one.keys
        remarks = [r for r in (outside(point, points[row]), odd.get(row)) if r is not None]
        named = tuple((where, remark) for remark in remarks)
        work.placings[row] = Placing(point=point, stated=points[row], remarks=named)


def _condensed(odd: dict[int, Remark]) -> dict[int, Remark]:
    """Where a whole sheet seems shifted, one remark says so instead of thousands."""
    counts = Counter(remark.key for remark in odd.values())
    kept: dict[int, Remark] = {}
    for row, remark in odd.items():
        together = MANY.get(remark.key)
        if together is None or counts[remark.key] <= MOST_SUSPECTED:
            kept[row] = remark
        elif all(other.key != together for other in kept.values()):
            values = {**remark.values, "count": counts[remark.key]}
            kept[row] = replace(remark, key=together, values=values)
    return kept
