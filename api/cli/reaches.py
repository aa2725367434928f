"""Tables of who lives near a canteen, and of the best places for the next ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.markup import escape
from rich.table import Table

from api.cli import texts as words
from api.exports.delimited import csv_bytes
from api.exports.tables import Cell
from api.exports.tables import Table as Exported
from api.questions.privacy import shown
from api.questions.reach.homes import Booleans, Home
from api.questions.reach.places import Chosen
from api.questions.reach.shares import Share, shares
from api.questions.texts import text
from optimizer.texts import Text

MEASURES = ("near_canteen", "near_any")


def coverage(found: Sequence[Share], minutes: float, *, points: bool) -> Table:
    """Residents near a canteen by street-town; with ``points`` also near any meal point."""
    measures = MEASURES if points else MEASURES[:1]
    columns = [name for measure in measures for name in (measure, "share")]
    made = _table(text("reach", minutes=f"{minutes:g}"), ("street_town", "residents", *columns))
    for row in found:
        if row.street_town is None:
            made.add_section()
        cells = [_count(row.people)]
        for number in range(len(measures)):
            cells += [_count(row.near[number]), _percent(row.percent(number))]
        made.add_row(escape(_town(row)), *cells)
    return made


def coverage_csv(found: Sequence[Share]) -> bytes:
    """The same as a CSV file, with both measures; hidden counts are empty."""
    columns = ("street_town", "residents", *(n for m in MEASURES for n in (m, f"{m}_percent")))
    rows: list[list[Cell]] = []
    for row in found:
        cells: list[Cell] = [row.street_town or text("all_towns").zh, row.people]
        for number in range(len(MEASURES)):
            cells += [row.near[number], row.percent(number)]
        rows.append(cells)
    headers = tuple(text(f"csv_{column}").zh for column in columns)
    return csv_bytes(Exported(name=text("reach_file").zh, headers=headers, rows=rows))


def places(
    homes: Sequence[Home], near_today: Booleans, chosen: Chosen, capacity: int
) -> Iterator[Table | str]:
    """The places, how many more people would be near one, and whether that is proven the best."""
    located = chosen.located
    made = _table(text("best_places"), ("new_canteen", "place", "coordinates", "newly_near"), 3)
    for number, (place, people) in enumerate(zip(chosen.places, located.people, strict=True), 1):
        at = f"{place.lon:.3f},{place.lat:.3f}"
        made.add_row(f"NEW{number}", escape(place.words), at, _count(shown(people)))
    yield made
    yield str(text("how_chosen", capacity=capacity))
    if not located.places:
        yield str(text("no_place_in_time"))
        return
    if not located.value:
        yield str(text("nobody_is_far"))
        return
    then = shares(homes, [near_today, near_today | chosen.covers])[-1]
    values = {"before": _percent(then.percent(0)), "after": _percent(then.percent(1))}
    yield str(text("reach_grows", **values))
    gap = text("proven") if located.proven else text("gap", percent=f"{100 * located.gap:.1f}")
    yield str(gap)


def _town(row: Share) -> str:
    return str(text("all_towns")) if row.street_town is None else row.street_town


def _count(count: int | None) -> str:
    return str(text("hidden")) if count is None else f"{count:,}"


def _percent(percent: float | None) -> str:
    return "–" if percent is None else f"{percent:.1f} %"


def _table(title: Text, columns: Sequence[str], left: int = 1) -> Table:
    """An empty table; all but the first ``left`` columns hold numbers."""
    made = Table(title=str(title), title_justify="left", title_style="bold", show_lines=False)
    for number, column in enumerate(columns):
        made.add_column(
            words.stacked(text(f"column_{column}")), justify="left" if number < left else "right"
        )
    return made
