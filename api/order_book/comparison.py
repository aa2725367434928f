"""Who is new, on hold or gone since the last time: two sittings compared, person by person.

What was really planned the last time stands against who eats now. Everybody who differs is in
exactly one group, with what explains it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from api.orders.standing import Cause, Standing
from api.roster.records import ResidentRecord


class Group(StrEnum):
    """How somebody differs, in the order of the list; the week's rhythm comes last."""

    NEW = "new"
    BACK = "back"
    EXTRA = "extra"
    ON_HOLD = "on_hold"
    CANCELLED = "cancelled"
    GONE = "gone"
    CHANGED = "changed"
    AGAIN = "again"
    RESTS = "rests"


JOINED = frozenset({Group.NEW, Group.BACK, Group.EXTRA, Group.AGAIN})
"""Those who eat now and did not the last time."""

LEFT = frozenset({Group.ON_HOLD, Group.CANCELLED, Group.GONE, Group.RESTS})
"""Those who ate the last time and do not now."""


class Detail(StrEnum):
    """What is different about somebody who ate the last time and eats now."""

    MEALS = "meals"
    DIET = "diet"
    CANTEEN = "canteen"
    WINDOW = "window"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """What somebody got the last time, and in which visits; none where no plan tells."""

    meals: Mapping[str, int]
    visits: frozenset[str] = frozenset()


Moved = Callable[[ResidentRecord, frozenset[str]], tuple[Detail, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One person who differs.

    ``cause`` explains, where one is known: of a person who no longer eats why, of one who eats
    again why not the last time. ``until`` is the last date of a hold. ``before`` and ``after``
    are the meals by diet.
    """

    resident: str
    group: Group
    before: Mapping[str, int]
    after: Mapping[str, int]
    cause: Cause | None = None
    until: datetime.date | None = None
    details: tuple[Detail, ...] = ()


def compare(
    before: Mapping[str, Had],
    then: Mapping[str, Standing],
    now: Mapping[str, Standing],
    moved: Moved,
    seen: Collection[str] | None = None,
) -> tuple[Change, ...]:
    """All who differ, in order of group and resident.

    ``before`` is what was planned the last time, by resident; ``then`` and ``now`` are the
    standings of both dates on today's roster; ``moved`` tells how the visits of the last time do
    not fit a resident any more. ``seen`` had a planned order at any earlier time; None: nobody
    knows.
    """
    eating = {name for name, one in now.items() if one.eats}
    order = {group: position for position, group in enumerate(Group)}
    found = (
        *(_joined(now[name], then.get(name), seen) for name in eating - set(before)),
        *(_left(name, before[name], now.get(name)) for name in set(before) - eating),
        *_both(eating & set(before), before, now, moved),
    )
    return tuple(sorted(found, key=lambda change: (order[change.group], change.resident)))


def groups(changes: Iterable[Change]) -> dict[Group, tuple[Change, ...]]:
    """The changes by group; a group of nobody is missing."""
    listed = list(changes)
    found = {group: tuple(c for c in listed if c.group is group) for group in Group}
    return {group: members for group, members in found.items() if members}


def _joined(now: Standing, then: Standing | None, seen: Collection[str] | None) -> Change:
    name = now.resident.id
    cause = then.cause if then is not None and not then.eats else None
    if now.cause is Cause.ONE_OFF:
        group = Group.EXTRA
    elif seen is not None and name not in seen:
        group, cause = Group.NEW, None
    elif cause in {Cause.ON_HOLD, Cause.CANCELLED}:
        group = Group.BACK
    elif cause is None:
        group = Group.NEW if seen is None else Group.BACK
    else:
        group = Group.AGAIN
    until = then.held_to if then is not None and group is Group.BACK else None
    return Change(resident=name, group=group, before={}, after=now.meals, cause=cause, until=until)


LEAVING = {
    Cause.ON_HOLD: Group.ON_HOLD,
    Cause.CANCELLED: Group.CANCELLED,
    Cause.HOLIDAY: Group.RESTS,
    Cause.OTHER_DAY: Group.RESTS,
}
"""Any other cause, and having left the roster, is gone for good."""


def _left(name: str, had: Had, now: Standing | None) -> Change:
    cause = None if now is None else now.cause
    return Change(
        resident=name,
        group=Group.GONE if cause is None else LEAVING.get(cause, Group.GONE),
        before=had.meals,
        after={},
        cause=cause,
        until=None if now is None else now.held_to,
    )


def _both(
    names: Iterable[str],
    before: Mapping[str, Had],
    now: Mapping[str, Standing],
    moved: Moved,
) -> Iterator[Change]:
    for name in names:
        had, after = before[name], now[name].meals
        details = []
        if sum(had.meals.values()) != sum(after.values()):
            details.append(Detail.MEALS)
        if set(had.meals) != set(after) or (not details and dict(had.meals) != dict(after)):
            details.append(Detail.DIET)
        details.extend(moved(now[name].resident, had.visits))
        if details:
            yield Change(
                resident=name,
                group=Group.CHANGED,
                before=had.meals,
                after=after,
                details=tuple(details),
            )
