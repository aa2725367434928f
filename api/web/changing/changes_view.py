"""What a version changes for whom against the one that people have in their hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.editing.words import how_words
from api.plans.records import Version
from api.web.changing.words import named_lock, place_words
from api.web.names import Names
from api.web.replaced import RiderTrips, rider_trips
from api.web.texts import text
from api.web.words import meals_words
from optimizer.replan.changes import How, StopChange, changes_between
from optimizer.replan.disruptions import Told, describe
from optimizer.texts import Text

WEIGHTY = (How.LOST, How.UNSERVED, How.MOVED, How.GAINED, How.CANCELLED)
"""Changes that a person must know of; the rest is folded away."""
SMALL = 60
"""Seconds: a meal that comes later by less is not told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A visit's change; ``minutes`` later, less than 0 for earlier."""

    visit: str
    address: str
    meals: str
    how: How
    how_words: Text
    before: Text
    after: Text
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandView:
    """How many visits go from one rider to another."""

    giver: str
    taker: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """All changes from version ``before`` to ``after``, which are numbers.

    ``weighty`` visits change hands, or nobody delivers them; ``timed`` are the others that people
    notice. ``gone`` are locks that hold no more.
    """

    before: int
    before_published: bool
    after: int
    weighty: tuple[ChangeView, ...]
    timed: tuple[ChangeView, ...]
    counts: tuple[Text, ...]
    hands: tuple[HandView, ...]
    again: tuple[RiderTrips, ...]
    withdrawn: tuple[RiderTrips, ...]
    kitchens: tuple[str, ...]
    gone: tuple[Text, ...]
    told: tuple[Text, ...]

    @property
    def nothing(self) -> bool:
        """Whether the two plans are the same for everybody."""
        return not (self.weighty or self.timed or self.again or self.withdrawn or self.kitchens)


def changes_view(before: Version, after: Version, names: Names) -> ChangesView:
    """The changes, the gravest first."""
    found = changes_between(before.problem, before.plan, after.problem, after.plan)
    views = [_view(change, before, after, names) for change in found.stops]
    weighty = [view for view in views if view.how in WEIGHTY]
    timed = [v for v in views if v.how not in WEIGHTY and (v.minutes or v.how is not How.RETIMED)]
    locks = [lock for lock in before.problem.locks if lock not in after.problem.locks]
    return ChangesView(
        before=before.number,
        before_published=before.published is not None,
        after=after.number,
        weighty=tuple(sorted(weighty, key=lambda v: (WEIGHTY.index(v.how), -v.minutes))),
        timed=tuple(sorted(timed, key=lambda v: -v.minutes)),
        counts=tuple(_counts(views)),
        hands=_hands(found.stops, names),
        again=rider_trips((s for s in found.sheets if not s.withdrawn), names),
        withdrawn=rider_trips((s for s in found.sheets if s.withdrawn), names),
        kitchens=tuple(map(names.canteen, found.kitchens)),
        gone=tuple(named_lock(lock, names) for lock in locks),
        told=tuple(_told(after, names)),
    )


def _view(change: StopChange, before: Version, after: Version, names: Names) -> ChangeView:
    known = after.problem.visit.get(change.visit) or before.problem.visit[change.visit]
    return ChangeView(
        visit=change.visit,
        address=names.address(change.visit),
        meals=meals_words(known.meals),
        how=change.how,
        how_words=how_words(change.how),
        before=place_words(change.before, names),
        after=place_words(change.after, names),
        minutes=_minutes(change.later_seconds),
    )


def _minutes(seconds: int) -> int:
    """Whole minutes, away from 0: a meal that is late by 61 seconds is late by two minutes."""
    if abs(seconds) < SMALL:
        return 0
    return -(-seconds // 60) if seconds > 0 else seconds // 60


def _counts(views: Iterable[ChangeView]) -> list[Text]:
    """How many visits fare how, and by how much the latest is later."""
    kinds = {how: sum(view.how is how for view in views) for how in WEIGHTY}
    counts = [text("changed_count", how=how_words(how), count=n) for how, n in kinds.items() if n]
    late = [view.minutes for view in views if view.minutes > 0]
    if late:
        counts.append(text("changed_later", count=len(late), most=max(late)))
    return counts


def _hands(changes: Iterable[StopChange], names: Names) -> tuple[HandView, ...]:
    """Who hands visits to whom, the most first."""
    pairs = Counter(
        (change.before.rider, change.after.rider)
        for change in changes
        if change.before and change.after and change.before.rider != change.after.rider
    )
    return tuple(
        HandView(giver=names.rider(giver), taker=names.rider(taker), count=count)
        for (giver, taker), count in pairs.most_common()
    )


def _told(version: Version, names: Names) -> list[Text]:
    """What went otherwise than asked, as the version remembers it."""
    details: Mapping[str, Any] = version.origin.details
    tidings = [_named(one["code"], one["params"], names) for one in details.get("told", ())]
    if late := details.get("too_late"):
        places = "、".join(map(names.address, late))
        tidings.append(text("tidings_too_late", places=places))
    if details.get("retimed"):
        tidings.append(text("tidings_retimed"))
    return tidings


def _named(code: str, params: dict[str, int | str], names: Names) -> Text:
    called = {"rider": names.rider, "canteen": names.canteen, "visit": names.address}
    values = {
        key: called[key](str(value)) if key in called else value for key, value in params.items()
    }
    return describe(Told(code=code, params=values))
