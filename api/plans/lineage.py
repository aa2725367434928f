"""What holds when a version is made from another: only from the newest, signed, nothing lost."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Sequence

from sqlalchemy.orm import Session

from api.errors import Conflict, NotFound, Unusable
from api.plans import heading_repository, repository
from api.plans.history import Step
from api.plans.origins import RESTORING, Origin
from api.plans.records import HandOver


def require_newest(
    session: Session, date: datetime.date, sitting: str, version_id: int
) -> tuple[Step, ...]:
    """The sitting's history, whose newest version this must be: nobody's work is overwritten.

    Raises
    ------
    NotFound
        When the sitting has no such version.
    Conflict
        When somebody made a newer version.
    """
    steps = heading_repository.steps(session, date, sitting)
    number = next((step.number for step in steps if step.id == version_id), None)
    if number is None:
        raise NotFound("version_not_found", version=version_id)
    if number != steps[-1].number:
        raise Conflict("not_newest", version=version_id, number=number, newest=steps[-1].number)
    return steps


def require_signed(origin: Origin) -> None:
    """Refuse what nobody answers for; undo and redo explain themselves.

    Raises
    ------
    Unusable
        When it is not said who does it, or why.
    """
    if not origin.by.strip() or not (origin.why.strip() or origin.action in RESTORING):
        raise Unusable("unsigned", action=origin.action)


def carried(
    session: Session, steps: Sequence[Step], restored: int | None, unserved: Container[str]
) -> tuple[HandOver, ...]:
    """The hand-overs that hold on for a version made after all ``steps``, by visit.

    For whoever is still unserved the latest word counts. What comes back with a ``restored``
    version has its old agreements again, unless something was published since: then somebody may
    have been told that nothing is to be done, and must be asked again.
    """
    agreed: dict[str, HandOver] = {}
    if restored is not None and not _published_since(steps, restored):
        agreed |= _by_visit(repository.hand_overs(session, restored))
    agreed |= _by_visit(repository.hand_overs(session, steps[-1].id))
    return tuple(agreed[visit] for visit in sorted(agreed) if visit in unserved)


def _published_since(steps: Iterable[Step], restored: int) -> bool:
    return any(step.published and step.id > restored for step in steps)


def _by_visit(hand_overs: Iterable[HandOver]) -> dict[str, HandOver]:
    return {agreed.visit: agreed for agreed in hand_overs}
