"""Who was missed how often, as tables for the office; ids only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.exports.schedule import text
from api.exports.tables import Cell, Table
from api.misses.records import OPEN, MissedGroup, MissedPerson, MissReport
from api.plans.records import HandOverKind

PERSON = ("resident", "tier", "canteens", "sittings", "last", "missed_meals")
GROUP = ("canteens", "tier", "people", "times", "missed_meals")
INSTEAD = (*(kind.value for kind in HandOverKind), OPEN)
"""What happened instead: the meals of these columns add up to those missed."""


def people_table(report: MissReport) -> Table:
    """A row for each person whom published plans left out, whoever was missed most first."""
    rows = [_person(one) for one in report.people]
    return Table(name=_name(report), headers=_headers(PERSON), rows=rows)


def groups_table(report: MissReport) -> Table:
    """A row for the people of one tier for whom the same canteens may cook; none named: any."""
    rows = [_group(one) for one in report.groups]
    return Table(name=_name(report), headers=_headers(GROUP), rows=rows)


def _name(report: MissReport) -> str:
    return f"{report.first} {report.last}"


def _headers(columns: Sequence[str]) -> tuple[str, ...]:
    keys = [f"column_{column}" for column in columns] + [f"kind_{kind}" for kind in INSTEAD]
    return tuple(f"{words.zh} {words.en}" for words in map(text, keys))


def _person(one: MissedPerson) -> list[Cell]:
    first = (one.resident, one.tier, _names(one.canteens), one.sittings, one.last, one.meals)
    return [*first, *_instead(one.instead)]


def _group(one: MissedGroup) -> list[Cell]:
    first = (_names(one.canteens), one.tier, one.people, one.times, one.meals)
    return [*first, *_instead(one.instead)]


def _names(canteens: tuple[str, ...] | None) -> str:
    return "、".join(canteens or ())


def _instead(meals: Mapping[str, int]) -> list[int]:
    return [meals.get(kind, 0) for kind in INSTEAD]
