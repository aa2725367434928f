"""Who eats, who rides and who cooks on a date."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from api.calendars.canteens import Calendar
from api.orders.duty import Duty, duty
from api.orders.facts import DayFacts
from api.orders.parameters import LUNCH, SUPPER, PointTimes, Sitting
from api.orders.points import serving
from api.orders.standing import standings
from api.roster.records import CanteenRecord, ResidentRecord, RiderRecord, Roster
from optimizer.notices import HOLIDAYS, Notice


def eaters(
    roster: Roster,
    date: datetime.date,
    sitting: str = LUNCH.name,
    facts: DayFacts | None = None,
) -> tuple[ResidentRecord, ...]:
    """Residents who eat, in order of id, with the portions of the sitting.

    Their recurring orders, holds and one-off changes decide; who gets meals of two diets is
    there twice. A canteen that is closed on the day takes nobody off the list: its residents are
    planned elsewhere, or become unserved where all can see it.
    """
    facts = facts or DayFacts()
    standing = standings(roster, date, sitting, facts)
    return tuple(_with_misses(record, facts) for one in standing for record in one.records)


def _with_misses(who: ResidentRecord, facts: DayFacts) -> ResidentRecord:
    """What the roster states is from before, or from elsewhere; the plans' own misses add up."""
    missed = facts.missed.get(who.id, 0)
    return replace(who, missed_recently=who.missed_recently + missed) if missed else who


def at_sitting(roster: Roster, sitting: Sitting) -> Roster:
    """The roster with the kitchens' meals and the riders' shifts of ``sitting``."""
    if sitting.name != SUPPER.name:
        return roster
    return replace(
        roster,
        canteens=tuple(
            replace(one, capacity=one.supper_capacity or 0, batches=one.supper_batches)
            for one in roster.canteens
        ),
        riders=tuple(replace(one, shift=one.supper_shift or one.shift) for one in roster.riders),
    )


def riders_on_duty(
    roster: Roster,
    date: datetime.date,
    sitting: Sitting = LUNCH,
    facts: DayFacts | None = None,
) -> tuple[RiderRecord, ...]:
    """Riders who work at the sitting, in order of id, with its shift and loading places."""
    return tuple(d.today for d in duties(roster, date, sitting, facts) if d.today is not None)


def duties(
    roster: Roster,
    date: datetime.date,
    sitting: Sitting = LUNCH,
    facts: DayFacts | None = None,
) -> tuple[Duty, ...]:
    """Every rider of the roster at the sitting, on duty or not, in order of id."""
    facts, roster = facts or DayFacts(), at_sitting(roster, sitting)
    opened = [c for c in roster.canteens if is_open(c, date, sitting.name, facts)]
    cooking = {canteen.id: canteen.loading_seconds for canteen in opened}
    cooking |= {p.id: PointTimes().loading for p in serving(roster, date, sitting, facts)}
    works = _working(roster, date, sitting, facts.calendar)
    return tuple(
        duty(rider, works(rider), sitting, facts, cooking)
        for rider in sorted(roster.riders, key=lambda rider: rider.id)
    )


def is_open(
    canteen: CanteenRecord,
    date: datetime.date,
    sitting: str = LUNCH.name,
    facts: DayFacts | None = None,
) -> bool:
    """Whether ``canteen`` cooks at the sitting."""
    return (facts or DayFacts()).calendar.opening(canteen, date, sitting).open


def calendar_notices(
    canteens: Iterable[CanteenRecord], date: datetime.date, sitting: str, facts: DayFacts
) -> Iterator[Notice]:
    """What must be known where canteens follow holidays that nobody has announced to us."""
    doubtful = [c.id for c in canteens if facts.calendar.opening(c, date, sitting).doubtful]
    if doubtful:
        params: dict[str, str | int] = {"year": date.year, "canteens": "、".join(sorted(doubtful))}
        yield Notice(code=HOLIDAYS, params=params)


def _working(
    roster: Roster, date: datetime.date, sitting: Sitting, calendar: Calendar
) -> Callable[[RiderRecord], bool]:
    """Whether a rider usually works at the sitting: the days of the home canteen, a shift for it.

    Riders of a meal point have the days of the canteen that cooks for it.
    """
    canteens = {canteen.id: canteen for canteen in roster.canteens}
    cooks = {point.id: point.canteen for point in roster.meal_points}

    def works(rider: RiderRecord) -> bool:
        home = cooks.get(rider.canteen, rider.canteen)
        follows = calendar.follows(home, canteens, date, sitting.name)
        on = calendar.falls_on(rider.weekdays, date, follows=follows)
        return on and sitting.meets(rider.shift)

    return works
