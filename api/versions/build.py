"""From plan versions to what /v1 says about them. Pure."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from api.errors import Unusable
from api.plans.records import HandOver, Heading, Version
from api.schedules.build import ScheduleBuilder
from api.schedules.moments import moment_of, seconds_of
from api.versions.schemas import (
    ChangedSheet,
    ChangedStop,
    ChangedVersion,
    HandOverRequest,
    PlanChanges,
    PlanVersion,
    StopPlace,
    UnservedPlanned,
    VersionState,
    VersionSummary,
)
from optimizer.plan import cost_difference
from optimizer.problem import Problem
from optimizer.replan.changes import Changes, Place, changes_between


def summary(heading: Heading, zone: ZoneInfo) -> VersionSummary:
    """What a list says about a version, with moments in local time."""
    return VersionSummary(
        id=heading.id,
        date=heading.date,
        sitting=heading.sitting,
        number=heading.number,
        status=heading.status,
        action=heading.origin.action,
        details=dict(heading.origin.details),
        parent=heading.origin.parent,
        created=heading.created.astimezone(zone),
        published=heading.published and heading.published.astimezone(zone),
    )


def whole(builder: ScheduleBuilder, undo: int | None, redo: int | None) -> PlanVersion:
    """A version with its plan."""
    version = builder.version
    now = version.problem.now
    return PlanVersion(
        version=_summary(version),
        now=None if now is None else builder.moment(now),
        undo=undo,
        redo=redo,
        cost=dict(version.plan.cost),
        kpis=dict(version.plan.kpis),
        canteens=[builder.canteen_place(canteen.id) for canteen in version.problem.canteens],
        riders=builder.riders(),
        unserved=[
            UnservedPlanned(**left_out, hand_over=agreed) for left_out, agreed in builder.unserved()
        ],
        kitchens=builder.kitchens(),
        notices=builder.notices(),
    )


def state(version: Version) -> VersionState:
    """A version, and who is still open."""
    return VersionState(version=_summary(version), open=_open(version))


def changed(before: Version, after: Version) -> ChangedVersion:
    """A new version, and how it differs from the one before."""
    found = changes_between(before.problem, before.plan, after.problem, after.plan)
    return ChangedVersion(
        version=_summary(after),
        open=_open(after),
        cost=dict(after.plan.cost),
        cost_difference=cost_difference(before.plan.cost, after.plan.cost),
        changes=changes(after.problem, found),
    )


def changes(problem: Problem, found: Changes) -> PlanChanges:
    """All differences, with the moments of the problem's date."""
    return PlanChanges(
        stops=[
            ChangedStop(
                visit=one.visit,
                how=one.how,
                before=_place(problem, one.before),
                after=_place(problem, one.after),
                later_seconds=one.later_seconds,
            )
            for one in found.stops
        ],
        sheets=[
            ChangedSheet(rider=one.rider, trip=one.trip + 1, withdrawn=one.withdrawn)
            for one in found.sheets
        ],
        riders=list(found.riders),
        kitchens=list(found.kitchens),
    )


def hand_over(version: Version, asked: HandOverRequest) -> HandOver:
    """The record of a hand-over.

    Raises
    ------
    Unusable
        When its time is on another day than the plan.
    """
    at = None if asked.at is None else seconds_of(version.problem, asked.at)
    if at is None and asked.at is not None:
        shown = asked.at.isoformat()
        raise Unusable("hand_over_other_day", at=shown, date=version.problem.date)
    return HandOver(visit=asked.visit, kind=asked.kind, who=asked.who, at=at)


def _place(problem: Problem, place: Place | None) -> StopPlace | None:
    if place is None:
        return None
    start: datetime.datetime = moment_of(problem, place.start)
    return StopPlace(
        rider=place.rider,
        trip=place.trip + 1,
        canteen=place.canteen,
        behind=place.behind,
        start=start,
    )


def _summary(version: Version) -> VersionSummary:
    return summary(version.heading, ZoneInfo(version.problem.timezone))


def _open(version: Version) -> list[str]:
    settled = {agreed.visit for agreed in version.hand_overs}
    return [entry.visit for entry in version.plan.unserved if entry.visit not in settled]
