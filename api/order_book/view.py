"""A sitting's orders at a glance, and searching people; every reading of names is logged."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.errors import Unusable
from api.order_book import repository, service
from api.order_book.changes import unplanned
from api.order_book.cut_offs import deadline
from api.order_book.repository import Person, Planned
from api.order_book.wording import cause_words, meals_words
from api.orders.holds import Hold
from api.orders.one_offs import Kind, OneOff
from api.orders.parameters import SITTINGS
from api.orders.standing import Cause, Standing
from api.roster import repository as rosters
from api.roster.records import Roster
from api.schedules.repository import log_reading
from api.settings import Settings
from optimizer.texts import Text

SOON = 3
"""Days ahead in which the end of a hold is announced."""

MOST_FOUND = 20
"""People that one search shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A one-off change with its person."""

    change: OneOff
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLine:
    """A hold with its person."""

    hold: Hold
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLine:
    """Somebody on hold at the sitting; ``until`` is the last date, None: no end yet."""

    person: Person
    until: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersView:
    """Counts add up: recurring and added meals, less cancelled ones, are the meals.

    ``unplanned`` are people whose meals changed after ``plan``, the newest version, was made.
    """

    date: datetime.date
    sitting: str
    counts: Mapping[str, int]
    deadlines: Mapping[Kind, datetime.datetime]
    changes: tuple[ChangeLine, ...]
    ending: tuple[HoldLine, ...]
    held: tuple[HeldLine, ...]
    plan: Planned | None
    unplanned: tuple[str, ...]


def orders_view(
    session: Session, settings: Settings, date: datetime.date, sitting: str, *, endpoint: str
) -> OrdersView:
    """What is ordered for a sitting, and what was changed by hand.

    Raises
    ------
    Unusable
        When there is no such sitting.
    """
    if sitting not in SITTINGS:
        raise Unusable("no_such_sitting", sitting=sitting, known=", ".join(SITTINGS))
    roster = rosters.load(session)
    standing = service.standings_of(session, roster, date, sitting)
    changes = repository.one_offs(session, date, sitting)
    ending = service.ending(session, roster.residents, date, SOON)
    held = [one for one in standing if one.cause is Cause.ON_HOLD]
    named = {change.resident for change in changes} | {hold.resident for hold in ending}
    named |= {one.resident.id for one in held}
    people = repository.people(session, named)
    log_reading(session, endpoint, date, len(people))
    plan = repository.planned(session, date, sitting)
    return OrdersView(
        date=date,
        sitting=sitting,
        counts=counts(standing),
        deadlines={kind: deadline(settings, kind, date, sitting) for kind in Kind},
        changes=tuple(ChangeLine(change=one, person=people[one.resident]) for one in changes),
        ending=tuple(HoldLine(hold=one, person=people[one.resident]) for one in ending),
        held=tuple(
            HeldLine(person=people[one.resident.id], until=one.held_to)
            for one in sorted(held, key=lambda one: one.held_to or datetime.date.max)
        ),
        plan=plan,
        unplanned=unplanned(session, standing, plan.version_id) if plan else (),
    )


def counts(standing: tuple[Standing, ...]) -> dict[str, int]:
    """Meals and people of a sitting."""
    return {
        "recurring": sum(one.due for one in standing),
        "added": sum(one.added for one in standing),
        "cancelled": sum(one.cancelled for one in standing),
        "meals": sum(one.total for one in standing),
        "people": sum(one.eats for one in standing),
        "on_hold": sum(one.cause is Cause.ON_HOLD for one in standing),
    }


def search(
    session: Session, words: str, date: datetime.date, *, endpoint: str
) -> tuple[tuple[Person, ...], int]:
    """People whose id is ``words``, or whose id or name holds them; and how many more there are.

    Names are encrypted, so they are compared here. No words find nobody.
    """
    wanted = words.strip().casefold()
    known = repository.people(session) if wanted else {}
    exact = [person for person in known.values() if person.id.casefold() == wanted]
    others = [
        person
        for person in known.values()
        if person not in exact
        and (wanted in person.id.casefold() or wanted in person.name.casefold())
    ]
    shown = (*exact, *others)[:MOST_FOUND]
    log_reading(session, endpoint, date, len(shown))
    return shown, len(exact) + len(others) - len(shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """A person with what the sitting brings them."""

    person: Person
    standing: Standing
    meals: str
    why: Text


def found_people(
    session: Session, residents: Sequence[str], date: datetime.date, sitting: str
) -> tuple[FoundLine, ...]:
    """How ``residents`` stand at the sitting, in their order; who is not on the roster is left."""
    records = [record for name in residents if (record := rosters.resident(session, name))]
    roster = Roster(canteens=rosters.canteens(session), riders=(), residents=tuple(records))
    standing = {
        one.resident.id: one for one in service.standings_of(session, roster, date, sitting)
    }
    people = repository.people(session, residents)
    return tuple(
        FoundLine(
            person=people[record.id],
            standing=standing[record.id],
            meals=meals_words(standing[record.id].meals),
            why=cause_words(standing[record.id].cause),
        )
        for record in records
    )
