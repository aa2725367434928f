"""Reading a list of eligible people: an export of the low-income monitor, CSV or workbook.

Of a workbook the sheet with the most known columns counts. A bad row never stops a good one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.outreach.records import Eligible
from api.outreach.texts import text as outreach_text
from api.roster.addresses.parse import parse
from api.roster.addresses.spelling import half
from api.roster.cells.basic import BadCell, code, is_blank, phone, plain, shown, words
from api.roster.columns import PHONES, REQUIRED, TOWNS, Column
from api.roster.findings import Finding, Severity, text
from api.roster.headers import HEADER_WITHIN, clean, fold
from api.roster.sources.file import SourceFile
from api.roster.sources.pages import Page
from api.roster.sources.reading import pages_of
from optimizer.errors import InvalidInput, Issue

NUMBERS = (
    "身份证号",
    "身份证",
    "身份证号码",
    "证件号码",
    "救助证号",
    "人员编号",
    "id number",
    "id",
)

COLUMNS = (
    Column("编号", "code", code, aliases=NUMBERS),
    Column("姓名", "name", words, aliases=("人员姓名", "full name")),
    Column("电话", "phone", phone, blank="", aliases=PHONES),
    Column("街镇", "street_town", words, blank="", aliases=TOWNS),
    Column("地址", "address", plain, aliases=("家庭住址", "住址", "居住地址", "现住址", "addr")),
    Column("室号", "door", plain, blank="", aliases=("房号", "room", "flat")),
    Column("资格类别", "category", words, blank="", aliases=("人员类别", "救助类别", "类别")),
)
HEADERS: Mapping[str, Column] = {
    fold(spelling): column for column in COLUMNS for spelling in column.spellings
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The people of a list, each code once, and what is to be said about its rows."""

    people: tuple[Eligible, ...]
    rejected: int
    findings: tuple[Finding, ...]


def read(file: SourceFile) -> Listing:
    """The people that ``file`` names.

    Raises
    ------
    InvalidInput
        When it cannot be read, or no sheet has the columns 编号, 姓名 and 地址.
    """
    page = max(pages_of(file), key=lambda page: _header(page)[1])
    top, _ = _header(page)
    titles = [clean(cell) for cell in page.grid[top]] if page.grid else []
    columns = _columns(titles)
    missing = [c.header for c in COLUMNS if c.blank is REQUIRED and c.key not in columns]
    if missing:
        problem = outreach_text("eligible_columns", missing="、".join(missing))
        remedy = outreach_text("eligible_columns_remedy")
        raise InvalidInput([Issue(file.place, file.name, problem, remedy)])
    return _rows(page, top, columns, file)


def _header(page: Page) -> tuple[int, int]:
    """The row with the most known headers, counted from 0, and how many they are."""
    hits = [len(_columns([clean(cell) for cell in row])) for row in page.grid[:HEADER_WITHIN]]
    most = max(hits, default=0)
    return (hits.index(most) if hits else 0), most


def _columns(titles: Sequence[str]) -> dict[str, int]:
    """Where each known column stands; of two that mean the same the first counts."""
    found: dict[str, int] = {}
    for row, title in enumerate(titles):
        column = HEADERS.get(fold(title)) if title else None
        if column is not None:
            found.setdefault(column.key, row)
    return found


def _rows(page: Page, top: int, columns: Mapping[str, int], file: SourceFile) -> Listing:
    people: dict[str, Eligible] = {}
    findings: list[Finding] = []
    first: dict[str, int] = {}
    rejected = 0
    for number, cells in enumerate(page.grid[top + 1 :], start=top + 2):
        raw = {key: cells[column] for key, column in columns.items()}
        if all(is_blank(cell) for cell in raw.values()):
            continue
        place = _Place(file.name, page.title or file.name, number, raw)
        found = [*_read(place)]
        values = {key: value for key, value in found if not isinstance(value, Finding)}
        wrong = [value for _, value in found if isinstance(value, Finding)]
        if (own := values.get("code")) in first:
            wrong.append(place.finding("code", Severity.REJECTED, "duplicate_id", first=first[own]))
        findings += wrong
        if own:
            first.setdefault(own, number)
        if wrong:
            rejected += 1
            continue
        eligible, remarks = _placed(Eligible(**values), place)
        people[eligible.code] = eligible
        findings += remarks
    return Listing(people=tuple(people.values()), rejected=rejected, findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class _Place:
    file: str
    sheet: str
    row: int
    raw: Mapping[str, Any]

    def finding(self, key: str, severity: Severity, problem: str, **values: object) -> Finding:
        header = next(column.header for column in COLUMNS if column.key == key)
        return Finding(
            severity=severity,
            code=problem,
            sheet=self.sheet,
            row=self.row,
            column=header,
            value=shown(self.raw.get(key)),
            problem=text(problem, **values),
            remedy=text(f"{problem}_remedy", **values),
            file=self.file,
        )


def _read(place: _Place) -> Iterator[tuple[str, Any]]:
    for column in COLUMNS:
        raw = place.raw.get(column.key)
        if is_blank(raw):
            if column.required:
                yield column.key, place.finding(column.key, Severity.REJECTED, "blank")
            else:
                yield column.key, column.blank
            continue
        try:
            yield column.key, column.parse(raw)
        except BadCell as bad:
            severity = Severity.REJECTED
            yield column.key, place.finding(column.key, severity, bad.key, **bad.values)


def _placed(eligible: Eligible, place: _Place) -> tuple[Eligible, list[Finding]]:
    """The address up to the building, and the door behind it."""
    found = parse(eligible.address)
    remarks = []
    if found is None:
        remarks.append(place.finding("address", Severity.WARNING, "address_unclear"))
        eligible = replace(eligible, address=half(eligible.address))
    else:
        eligible = replace(eligible, address=found.text, door=eligible.door or found.door)
    return eligible, remarks
