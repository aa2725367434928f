"""How everybody on the roster stands at one sitting: who eats, and why somebody does not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from api.calendars.canteens import Calendar
from api.orders import holds, one_offs
from api.orders.facts import DayFacts
from api.orders.holds import Hold
from api.orders.one_offs import OneOff
from api.roster.records import CanteenRecord, ResidentRecord, Roster


class Cause(StrEnum):
    """What decides about a resident's sitting.

    Of the first two somebody eats. The order of the others is the order in which they are asked.
    """

    RECURRING = "recurring"
    ONE_OFF = "one_off"
    NO_PORTIONS = "no_portions"
    OTHER_SITTING = "other_sitting"
    ON_HOLD = "on_hold"
    HOLIDAY = "holiday"
    OTHER_DAY = "other_day"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One resident at one sitting.

    ``due`` are the meals of the recurring order on this date, ``added`` those of one-off orders
    that count, ``meals`` what is cooked for the resident, by diet. ``held_to`` is the last date
    of a hold, None without an end (or without a hold).
    """

    resident: ResidentRecord
    cause: Cause
    due: int
    added: int
    meals: Mapping[str, int]
    held_to: datetime.date | None = None

    @property
    def eats(self) -> bool:
        """Whether there is a meal to bring."""
        return bool(self.meals)

    @property
    def total(self) -> int:
        """Meals of all diets."""
        return sum(self.meals.values())

    @property
    def cancelled(self) -> int:
        """Recurring meals that are cancelled."""
        return self.due + self.added - self.total

    @property
    def records(self) -> Iterator[ResidentRecord]:
        """The resident once for each diet, with so many portions."""
        for diet, count in self.meals.items():
            if (diet, count) == (self.resident.diet, self.resident.portions):
                yield self.resident
            else:
                yield replace(self.resident, diet=diet, portions=count)


def standings(
    roster: Roster, date: datetime.date, sitting: str, facts: DayFacts
) -> tuple[Standing, ...]:
    """Everybody on the roster, in order of id."""
    changes = one_offs.by_resident(_of(facts.one_offs, date, sitting))
    office = holds.by_resident(facts.holds)
    following = _Following(roster.canteens, date, sitting, facts.calendar)
    found = (
        _standing(who, following, changes.get(who.id, ()), office.get(who.id, ()))
        for who in roster.residents
    )
    return tuple(sorted(found, key=lambda standing: standing.resident.id))


def _of(changes: Iterable[OneOff], date: datetime.date, sitting: str) -> list[OneOff]:
    return [change for change in changes if (change.date, change.sitting) == (date, sitting)]


def _standing(
    who: ResidentRecord,
    following: _Following,
    changes: Sequence[OneOff],
    office: Sequence[Hold],
) -> Standing:
    date = following.date
    held = holds.holds_of(who, office) if office or who.hold_from or who.hold_to else ()
    cause = _cause(who, following, held)
    due = who.portions if cause is Cause.RECURRING else 0
    ordered = one_offs.ordered(due, who.diet, changes)
    meals = ordered.meals(who.diet)
    if ordered.recurring == 0 and meals:
        cause = Cause.ONE_OFF
    elif ordered.cancelled and not meals:
        cause = Cause.CANCELLED
    return Standing(
        resident=who,
        cause=cause,
        due=due,
        added=sum(ordered.extra.values()),
        meals=meals,
        held_to=holds.last_held(held, date) if holds.covering(held, date) else None,
    )


def _cause(who: ResidentRecord, following: _Following, held: Sequence[Hold]) -> Cause:
    """What the recurring order says, without one-off changes."""
    if who.portions <= 0:
        return Cause.NO_PORTIONS
    if following.sitting not in who.sittings:
        return Cause.OTHER_SITTING
    if holds.covering(held, following.date):
        return Cause.ON_HOLD
    if following.includes(who.canteen, who.weekdays):
        return Cause.RECURRING
    return Cause.HOLIDAY if following.date.isoweekday() in who.weekdays else Cause.OTHER_DAY


class _Following:
    """Who follows the national calendar at one sitting, asked once a canteen."""

    def __init__(
        self,
        canteens: Iterable[CanteenRecord],
        date: datetime.date,
        sitting: str,
        calendar: Calendar,
    ) -> None:
        self.date, self.sitting, self._calendar = date, sitting, calendar
        self._canteens = {canteen.id: canteen for canteen in canteens}
        self._known: dict[str | None, bool] = {}

    def includes(self, canteen: str | None, weekdays: tuple[int, ...]) -> bool:
        """Whether the date is one of ``weekdays``, as ``canteen``'s people mean them."""
        if canteen not in self._known:
            args = (canteen, self._canteens, self.date, self.sitting)
            self._known[canteen] = self._calendar.follows(*args)
        return self._calendar.falls_on(weekdays, self.date, follows=self._known[canteen])
