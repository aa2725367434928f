"""What stands in the way of a change, in a few sentences with names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.errors import ApplicationError, BrokenRules, InvalidRequest
from api.texts import clock
from api.web.errors import PageError
from api.web.names import Names
from api.web.texts import text
from optimizer.texts import Text
from optimizer.violation import Violation

SHOWN = 5
"""Broken rules that are told; fewer help more."""
MOMENTS = frozenset({"at", "now", "until"})
"""Fields whose values are seconds after midnight, of which people are told the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """One of the things that are wrong: where, what, and what helps."""

    place: str
    problem: Text
    remedy: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureView:
    """Why nothing was changed."""

    status: int
    detail: Text
    remedy: Text
    points: tuple[PointView, ...]


def failure_view(error: PageError | ApplicationError, names: Names) -> FailureView:
    """The error with its single points."""
    points: Iterator[PointView] = iter(())
    detail, remedy = error.detail, error.remedy
    if isinstance(error, BrokenRules):
        detail, remedy = text("rules_broken"), text("rules_broken_remedy")
        points = (_violation(one, names) for one in error.violations[:SHOWN])
    elif isinstance(error, InvalidRequest):
        detail, remedy = text("change_unusable"), text("change_unusable_remedy")
        points = (_issue(one, names) for one in error.issues)
    return FailureView(
        status=error.status,
        detail=detail,
        remedy=remedy,
        points=tuple(dict.fromkeys(points)),
    )


def _violation(one: Violation, names: Names) -> PointView:
    named = (
        one.rider and names.rider(one.rider),
        None if one.trip is None else text("trip", number=one.trip + 1).zh,
        one.visit and names.address(one.visit),
        one.canteen and names.canteen(one.canteen),
    )
    return PointView(
        place=" ".join(part for part in named if part), problem=one.meaning, remedy=one.remedy
    )


def _issue(one: Mapping[str, object], names: Names) -> PointView:
    """Issues keep their words as "Chinese / English"."""
    value = str(one["value"])
    if str(one["where"]).rpartition(".")[2] in MOMENTS and value.isdecimal():
        value = clock(int(value))
    called = names.address(names.rider(names.canteen(value)))
    return PointView(
        place=called, problem=_both(str(one["problem"])), remedy=_both(str(one["remedy"]))
    )


def _both(words: str) -> Text:
    zh, _, en = words.partition(" / ")
    return Text(zh, en or zh)
