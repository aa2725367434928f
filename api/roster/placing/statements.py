"""Which datum a sheet states for all its rows, in its headers or in a note above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.roster.cells.places import DATUM_NAMES, datums_in
from api.roster.columns import PLACE
from api.roster.headers import MEANINGS, fold
from api.roster.rules import Remark, rejected
from api.roster.sheets import Sheet

PLACE_HEADERS = frozenset(column.header for column in PLACE)

ABOUT_COORDINATES = re.compile(r"坐标|经纬度|经度|WGS|GCJ|BD-?09|CGCS", re.IGNORECASE)
"""A note that names Baidu or Amap may also be about a delivery app."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a sheet says of the datum of all its rows; ``datum`` None: nothing.

    ``where`` is the text that says so. ``contradiction``: it says different things.
    """

    datum: str | None = None
    where: str = ""
    contradiction: Remark | None = None


def statement_of(sheet: Sheet) -> Statement:
    """The statement of ``sheet``; its headers and the notes above them must agree."""
    said = list(_said(sheet))
    datums = dict.fromkeys(datum for datum, _ in said)
    if not datums:
        return Statement()
    if len(datums) > 1:
        named = "；".join(f"“{where}”" for _, where in said)
        return Statement(contradiction=rejected("datum_statements_differ", said=named))
    return Statement(datum=said[0][0], where=said[0][1])


def _said(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Each datum named, with the words that name it."""
    for title in sheet.titles:
        if MEANINGS[sheet.name].get(fold(title)) in PLACE_HEADERS:
            for datum in datums_in(title):
                yield datum, title
    above = (words for words in sheet.notes if words not in sheet.titles)
    for words in filter(ABOUT_COORDINATES.search, above):
        for datum in datums_in(words):
            yield datum, words


def label(datum: str) -> str:
    """The name of a datum by its code."""
    return DATUM_NAMES[datum][0]
