"""What /v1 answers to a change of a plan. Trips count from 1, as in schedules."""

from __future__ import annotations

import datetime

from pydantic import AwareDatetime

from api.editing.moments import moment_of
from api.editing.records import Outcome
from api.plans.records import Status, Version
from api.schedules.build import reason_schedule
from api.schedules.schemas import BothLanguages, ReasonSchedule, Schema
from optimizer.explain import describe_lock
from optimizer.plan import Unserved
from optimizer.problem import Problem
from optimizer.replan.changes import Changes, How, Place, SheetChange, StopChange
from optimizer.replan.disruptions import describe
from optimizer.rules import Rule


class MadeVersion(Schema):
    """A plan version by its names: ``id`` everywhere, ``number`` in its date and sitting."""

    id: int
    number: int
    status: Status


class Verdict(Schema):
    """What the independent check says of the whole plan."""

    broken: list[str]
    """Always empty: a plan that breaks a rule is an error."""
    checked: list[str]
    """Codes of all rules."""


class PlaceAnswer(Schema):
    """Where a plan serves a visit."""

    rider: str
    trip: int
    canteen: str
    behind: str | None
    """The visit served before it on the trip; null: it is the first."""
    start: AwareDatetime


class StopChangeAnswer(Schema):
    """A visit that changes; a place is null where nobody serves it."""

    visit: str
    how: How
    before: PlaceAnswer | None
    after: PlaceAnswer | None
    later_seconds: int


class SheetAnswer(Schema):
    """A trip whose sheet must be printed again; withdrawn: the old one is taken back."""

    rider: str
    trip: int
    withdrawn: bool


class ChangesAnswer(Schema):
    """Everything that differs, and what to print again."""

    stops: list[StopChangeAnswer]
    sheets: list[SheetAnswer]
    kitchens: list[str]


class UnservedAnswer(Schema):
    """A visit that nobody serves."""

    visit: str
    tier: int
    reasons: list[ReasonSchedule]


class ToldAnswer(Schema):
    """What happened with less effect than was asked for."""

    code: str
    params: dict[str, int | str]
    text: BothLanguages


class OutcomeAnswer(Schema):
    """What came of a change: the next version, or what it would be."""

    plan: MadeVersion | None
    """Null: nothing was stored."""
    parent: int
    """Id of the version that was changed."""
    date: datetime.date
    sitting: str
    verdict: Verdict
    cost: dict[str, int]
    """By component, in seconds."""
    difference: dict[str, int]
    """New cost minus old."""
    changes: ChangesAnswer
    unserved: list[UnservedAnswer]
    released: list[BothLanguages]
    """Locks that nobody can keep any more."""
    told: list[ToldAnswer]
    too_late: list[str]
    """Visits with cancelled meals that are on their way already."""
    retimed: bool
    """Roads or speeds have changed since the version was made: its times are new."""


def outcome_answer(outcome: Outcome, made: Version | None) -> OutcomeAnswer:
    """The answer; ``made`` None: a dry run."""
    problem = outcome.day.problem
    return OutcomeAnswer(
        plan=None if made is None else made_version(made),
        parent=outcome.base.id,
        date=problem.date,
        sitting=problem.sitting,
        verdict=Verdict(broken=[], checked=[str(rule) for rule in Rule]),
        cost=dict(outcome.plan.cost),
        difference=dict(outcome.difference),
        changes=changes_answer(problem, outcome.changes),
        unserved=list(map(unserved_answer, outcome.plan.unserved)),
        released=[BothLanguages.of(describe_lock(lock)) for lock in outcome.released],
        told=[
            ToldAnswer(code=one.code, params=dict(one.params), text=BothLanguages.of(describe(one)))
            for one in outcome.told
        ],
        too_late=list(dict.fromkeys(order.visit for order in outcome.too_late)),
        retimed=outcome.retimed,
    )


def made_version(version: Version) -> MadeVersion:
    """A version's names."""
    return MadeVersion(id=version.id, number=version.number, status=version.status)


def changes_answer(problem: Problem, changes: Changes) -> ChangesAnswer:
    """All changes; ``problem`` tells the date of their times."""
    return ChangesAnswer(
        stops=[_stop(problem, change) for change in changes.stops],
        sheets=list(map(_sheet, changes.sheets)),
        kitchens=list(changes.kitchens),
    )


def unserved_answer(entry: Unserved) -> UnservedAnswer:
    """Who is not served, and why."""
    return UnservedAnswer(
        visit=entry.visit, tier=entry.tier, reasons=list(map(reason_schedule, entry.reasons))
    )


def _stop(problem: Problem, change: StopChange) -> StopChangeAnswer:
    return StopChangeAnswer(
        visit=change.visit,
        how=change.how,
        before=_place(problem, change.before),
        after=_place(problem, change.after),
        later_seconds=change.later_seconds,
    )


def _place(problem: Problem, place: Place | None) -> PlaceAnswer | None:
    if place is None:
        return None
    return PlaceAnswer(
        rider=place.rider,
        trip=place.trip + 1,
        canteen=place.canteen,
        behind=place.behind,
        start=moment_of(problem, place.start),
    )


def _sheet(sheet: SheetChange) -> SheetAnswer:
    return SheetAnswer(rider=sheet.rider, trip=sheet.trip + 1, withdrawn=sheet.withdrawn)
