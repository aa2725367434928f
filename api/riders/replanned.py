"""What planning again says of riders: who fell out, and whose canteen gives nothing more."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from api.orders.parameters import SITTINGS
from api.plans import heading_repository as plans
from api.plans.history import ancestry
from api.plans.origins import Action
from api.plans.records import Version
from api.riders import repository, service
from api.riders.service import Away
from api.riders.states import AbsenceReason

REASONS = {"rider_absent": AbsenceReason.UNABLE, "breakdown": AbsenceReason.VEHICLE}
"""What puts a rider out for the rest of the sitting, by the kind of disruption."""


def record_absences(session: Session, version: Version) -> None:
    """Note as away whoever fell out on the way to this version's content: later planning knows it.

    Whoever is known to be away, or has left the roster, needs no note.
    """
    date, sitting = version.problem.date, version.problem.sitting
    if sitting not in SITTINGS:
        return
    known = {away.rider for away in repository.absences(session, date, sitting)}
    for details in _replanned(session, date, sitting, version.id):
        for rider, reason in _out(details):
            if rider not in known and repository.rider_home(session, rider) is not None:
                known.add(rider)
                away = Away(
                    rider=rider,
                    first=date,
                    last=date,
                    reason=reason,
                    sitting=sitting,
                    by=version.origin.by,
                )
                service.absent(session, away)


def canteens_down(
    session: Session, date: datetime.date, sitting: str, version: int
) -> frozenset[str]:
    """Canteens that gave nothing more when a version was made: their riders load elsewhere."""
    return frozenset(
        disruption["canteen"]
        for details in _replanned(session, date, sitting, version)
        for disruption in details["disruptions"]
        if disruption["kind"] == "canteen_down"
    )


def _replanned(
    session: Session, date: datetime.date, sitting: str, version: int
) -> tuple[Mapping[str, Any], ...]:
    """The details of each planning again on the way to a version's content."""
    steps = ancestry(plans.steps(session, date, sitting), version)
    return plans.details(session, [s.id for s in steps if s.action is Action.REPLAN])


def _out(details: Mapping[str, Any]) -> Iterator[tuple[str, AbsenceReason]]:
    for disruption in details["disruptions"]:
        if reason := REASONS.get(disruption["kind"]):
            yield disruption["rider"], reason
