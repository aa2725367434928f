"""What the cells of a row say about its place, before anything is concluded from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.roster.cells.basic import BadCell, is_blank
from api.roster.columns import PLACE
from api.roster.rules import Remark, rejected
from api.roster.sheets import Row

HEADERS: Mapping[str, str] = {column.key: column.header for column in PLACE}
KEYS = frozenset(HEADERS)

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A row's own words: two numbers or None, its datum if it names one, its address.

    ``keys`` are the columns that hold the numbers; ``faults`` are cells that cannot be read.
    """

    row: int
    address: str
    numbers: tuple[float, float] | None
    datum: str | None
    keys: Keys
    faults: tuple[tuple[Keys, Remark], ...]

    @property
    def silent(self) -> bool:
        """Whether the row gives no coordinates at all."""
        return self.numbers is None and not self.faults


def stated(row: Row, headers: Sequence[str], address: str) -> Stated | None:
    """What ``row`` at ``address`` says; None where a merge hides it."""
    if any(HEADERS[key] in row.merged for key in KEYS):
        return None
    cells = {key: row.cells.get(header) for key, header in HEADERS.items()}
    read = _Cells(cells)
    pair, lon, lat = read["pair"], read["lon"], read["lat"]
    separate = not (is_blank(cells["lon"]) and is_blank(cells["lat"]))
    if separate and not is_blank(cells["pair"]) and not read.faults and (lon, lat) != pair:
        read.faults.append((("lon", "lat", "pair"), rejected("pair_differs")))
    for key, other in (("lon", "lat"), ("lat", "lon")):
        if is_blank(cells[key]) and not is_blank(cells[other]):
            read.faults.append(((key,), rejected("blank")))
    only_pair = HEADERS["pair"] in headers and not separate
    return Stated(
        row=row.number,
        address=address,
        numbers=None if read.faults else (lon, lat) if separate else pair,
        datum=read["datum"],
        keys=("pair",) if only_pair else ("lon", "lat"),
        faults=tuple(read.faults),
    )


class _Cells(dict[str, Any]):
    """Parsed cells by key, None where blank or not readable; what is not is a fault."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self.faults: list[tuple[Keys, Remark]] = []
        for column in PLACE:
            self[column.key] = None
            if not is_blank(raw[column.key]):
                try:
                    self[column.key] = column.parse(raw[column.key])
                except BadCell as bad:
                    self.faults.append(((column.key,), rejected(bad.key, **bad.values)))
