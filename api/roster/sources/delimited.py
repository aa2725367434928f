"""Reading CSV: its encoding, its separator, quoted cells with line breaks in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from api.roster.headers import HEADER_WITHIN, most_hits
from api.roster.sources.encodings import decoded
from api.roster.sources.file import SourceFile
from api.roster.sources.pages import Page
from api.roster.sources.protection import unprotected

SEPARATORS = (",", ";", "\t", "，", "；")
"""Excel writes the first three, by language; people who type a table use the others too."""

STATED = re.compile(r"sep=(.)\r?\n")
"""A first line that tells Excel the separator; Excel does not show it as a row."""


def page(file: SourceFile) -> Page:
    """The one page of a delimited ``file``; rows are as long as the longest.

    Raises
    ------
    InvalidInput
        When the encoding is unknown, or quotes are not closed.
    """
    content = decoded(file.content)
    if content is None:
        raise file.refused("unknown_encoding")
    stated = STATED.match(content)
    content = content[stated.end() :] if stated else content
    separator = stated[1] if stated else _separator(content)
    rows = _rows(file, content, separator)
    width = max(map(len, rows), default=0)
    return Page(title=None, grid=[[*row, *[None] * (width - len(row))] for row in rows])


def _rows(file: SourceFile, content: str, separator: str) -> list[list[str]]:
    reader = _reader(content, separator)
    try:
        return [list(map(unprotected, row)) for row in reader]
    except csv.Error as error:
        raise file.refused("bad_quotes", line=reader.line_num) from error


def _separator(content: str) -> str:
    """The separator under which most headers are known."""
    return max(SEPARATORS, key=lambda separator: most_hits(list(_head(content, separator))))


def _head(content: str, separator: str) -> Iterator[Sequence[str]]:
    try:
        yield from islice(_reader(content, separator), HEADER_WITHIN)
    except csv.Error:
        return


def _reader(content: str, separator: str) -> Any:  # noqa: ANN401  the type has no public name
    return csv.reader(StringIO(content, newline=""), delimiter=separator, strict=True)
