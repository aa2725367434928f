"""Tables of two plans of one day side by side."""

from __future__ import annotations

from collections.abc import Iterator

from rich.markup import escape
from rich.table import Table

from api.cli import texts as words
from api.cli.summaries import figure, named
from api.questions.privacy import shown
from api.questions.texts import text
from api.questions.whatif.comparison import (
    Affected,
    CanteenFigures,
    Scenario,
    affected,
    costs_of,
    figures_of,
)
from optimizer.texts import Text

KPIS = ("meals_unserved", "riders", "trips", "paid_seconds", "longest_day_seconds", "metres")
"""Figures of the comparison, after the unserved meals by tier."""

_TIER = "unserved_tier_"


def tables(before: Scenario, after: Scenario) -> Iterator[Table]:
    """Figures, cost, canteens, and for whom something changes."""
    yield _figures(before, after)
    yield _costs(before, after)
    yield _canteens(before, after)
    yield _affected(affected(before, after))


def _figures(before: Scenario, after: Scenario) -> Table:
    made = _side_by_side("compared_figures")
    kpis, others = before.plan.kpis, after.plan.kpis
    tiers = [name for name in kpis if name.startswith(_TIER)]
    for name in (*tiers, *KPIS):
        change = others[name] - kpis[name]
        moved = ("+" if change > 0 else "−" if change < 0 else "±") + figure(name, abs(change))
        made.add_row(str(named(name)), figure(name, kpis[name]), figure(name, others[name]), moved)
    return made


def _costs(before: Scenario, after: Scenario) -> Table:
    made = _side_by_side("compared_costs")
    for name, (was, now) in costs_of([before, after]).items():
        if name == "total":
            made.add_section()
        label = str(words.label("cost", name))
        made.add_row(escape(label), f"{was:,}", f"{now:,}", f"{now - was:+,}")
    return made


def _canteens(before: Scenario, after: Scenario) -> Table:
    """The canteens and points of which any figure differs, and how many there are besides."""
    columns = (
        "canteen",
        "capacity",
        "delivered",
        "brought_on",
        "seated",
        "trips",
        "canteen_riders",
    )
    made = _table(text("compared_canteens"), columns, left=1)
    was, now = figures_of(before), figures_of(after)
    pairs = {name: (was.get(name), now.get(name)) for name in dict.fromkeys((*was, *now))}
    alike = sum(one == other for one, other in pairs.values())
    for name, (one, other) in pairs.items():
        if one == other:
            continue
        cells = [
            _from_to(one, other, what)
            for what in ("capacity", "delivered", "brought_on", "seated", "trips", "riders")
        ]
        made.add_row(escape(name), *cells)
    made.add_section()
    made.add_row(str(text("others_alike", count=alike)))
    return made


def _from_to(one: CanteenFigures | None, other: CanteenFigures | None, what: str) -> str:
    was, now = ("–" if each is None else f"{getattr(each, what):,}" for each in (one, other))
    return was if was == now else f"{was} → {now}"


def _affected(rows: dict[str, Affected]) -> Table:
    columns = ("street_town", "people", "lost", "gained", "moved")
    made = _table(text("compared_affected"), columns, left=1)
    for place, row in rows.items():
        counts = (row.people, row.lost, row.gained, row.moved)
        # without street-towns there are only visits, of the whole district
        cells = [count_of(count) if place else f"{count:,}" for count in counts]
        made.add_row(escape(place or str(text("all_visits"))), *cells)
    if not rows:
        made.add_row(str(text("nobody_affected")))
    return made


def count_of(count: int) -> str:
    """A count of people, or that it is too small to be shown."""
    visible = shown(count)
    return str(text("too_few")) if visible is None else f"{visible:,}"


def _side_by_side(title: str) -> Table:
    return _table(text(title), ("figure", "before", "after", "change"), left=1)


def _table(title: Text, columns: tuple[str, ...], *, left: int) -> Table:
    """An empty table; all but the first ``left`` columns hold numbers."""
    made = Table(title=str(title), title_justify="left", title_style="bold", show_lines=False)
    for number, column in enumerate(columns):
        made.add_column(
            words.stacked(text(f"column_{column}")), justify="left" if number < left else "right"
        )
    return made
