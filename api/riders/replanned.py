"""Riders who fell out during a day: once its new plan is published, later planning knows it too."""

from __future__ import annotations

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
    """Note as away whoever fell out on the way to this version's content.

    Whoever is known to be away, or has left the roster, needs no note.
    """
    date, sitting = version.problem.date, version.problem.sitting
    if sitting not in SITTINGS:
        return
    steps = ancestry(plans.steps(session, date, sitting), version.id)
    replanned = [step.id for step in steps if step.action is Action.REPLAN]
    known = {away.rider for away in repository.absences(session, date, sitting)}
    for details in plans.details(session, replanned):
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


def _out(details: Mapping[str, Any]) -> Iterator[tuple[str, AbsenceReason]]:
    for disruption in details["disruptions"]:
        if reason := REASONS.get(disruption["kind"]):
            yield disruption["rider"], reason
