"""The best places for a visit: who, when, what it costs, and who eats later because of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.plans.records import Version
from api.texts import clock
from api.web.badge import Badge
from api.web.changing.targets import target_of
from api.web.changing.visit_view import badges
from api.web.names import Names
from api.web.texts import known, text
from api.web.words import minutes
from optimizer.explain.fit import Fit, Later
from optimizer.locks import SequenceLock
from optimizer.texts import Text

SHOWN_LATER = 3
"""Delays that are named; how many more there are is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitView:
    """A place; ``value`` is what its button sends, empty where there is nothing to do.

    ``total`` and ``costs`` are minutes of cost, without what it is worth to serve somebody.
    ``later`` are neighbours who eat later.
    """

    badge: Badge | None
    rider: str
    where: Text
    start: str
    total: Text
    costs: tuple[Text, ...]
    later: tuple[str, ...]
    more_later: int
    here: bool
    value: str


def fit_views(
    version: Version, visit: str, fits: Sequence[Fit], names: Names
) -> tuple[FitView, ...]:
    """The places in words. A visit that is locked to others cannot be put anywhere alone."""
    marks = badges(version, names)
    locks = version.problem.locks
    bound = any(isinstance(lock, SequenceLock) and visit in lock.visits for lock in locks)
    return tuple(_view(version, visit, fit, names, marks, bound=bound) for fit in fits)


def _view(
    version: Version,
    visit: str,
    fit: Fit,
    names: Names,
    marks: Mapping[str, Badge],
    *,
    bound: bool,
) -> FitView:
    target = None if bound else target_of(fit, version.plan, visit)
    return FitView(
        badge=marks.get(fit.rider),
        rider=names.rider(fit.rider),
        where=_where(fit, names),
        start=clock(fit.start),
        total=_minutes(fit.cost["total"] - fit.cost.get("unserved", 0)),
        costs=tuple(_costs(fit.cost)),
        later=tuple(_later(one, names) for one in fit.later[:SHOWN_LATER]),
        more_later=max(0, len(fit.later) - SHOWN_LATER),
        here=not fit.days,
        value="" if target is None else target.written,
    )


def _where(fit: Fit, names: Names) -> Text:
    canteen = names.canteen(fit.canteen)
    if fit.new_trip:
        return text("fit_new_trip", trip=fit.trip + 1, canteen=canteen)
    return text("fit_place", trip=fit.trip + 1, position=fit.position + 1)


def _costs(cost: Mapping[str, int]) -> Iterator[Text]:
    """Components that change, but for the unserved: that is why somebody looks for a place."""
    for name, seconds in cost.items():
        if round(seconds / 60) and name not in {"total", "unserved"}:
            label = text(f"cost_{name}") if known(f"cost_{name}") else Text(name, name)
            minutes_more = f"{round(seconds / 60):+d}"
            yield Text(f"{label.zh} {minutes_more}", f"{label.en} {minutes_more}")


def _minutes(seconds: int) -> Text:
    return text("cost_minutes", minutes=f"{round(seconds / 60):+,d}")


def _later(one: Later, names: Names) -> str:
    return text("later_by", place=names.address(one.visit), minutes=minutes(one.seconds)).zh
