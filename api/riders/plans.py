"""Plans against the riders as they are now: a rider may fall out after the plan was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.errors import Conflict
from api.orders.parameters import SITTINGS
from api.plans.records import Version
from api.riders import duties, repository
from api.riders.duties import SittingDuties, Unfit
from api.riders.records import Planned
from api.riders.replanned import canteens_down
from api.riders.texts import text
from optimizer.texts import Text


@dataclass(frozen=True, slots=True)
class Outdated:
    """A version that somebody cannot ride any more."""

    planned: Planned
    unfit: tuple[Unfit, ...]


def outdated(session: Session, known: SittingDuties) -> tuple[Outdated, ...]:
    """Which of the published and the newest version of a sitting do not fit its riders."""
    found = (
        Outdated(one, _unfit(session, known, one.version))
        for one in repository.versions(session, known.date, known.sitting)
    )
    return tuple(one for one in found if one.unfit)


def require_ridable(session: Session, draft: Version) -> None:
    """Refuse to publish what some rider cannot ride.

    Raises
    ------
    Conflict
        When a rider is away, has too few hours left or is not lent any more.
    """
    problem = draft.problem
    if problem.sitting not in SITTINGS:
        return
    known = duties.of_sitting(session, problem.date, problem.sitting)
    if unfit := _unfit(session, known, draft.id):
        names = unfit_words(unfit)
        raise Conflict("riders_changed", number=draft.number, names=names)


def _unfit(session: Session, known: SittingDuties, version: int) -> tuple[Unfit, ...]:
    down = canteens_down(session, known.date, known.sitting, version)
    return known.unfit(repository.ridden(session, version), down)


def unfit_words(unfit: tuple[Unfit, ...], names: Mapping[str, str] | None = None) -> Text:
    """Who cannot ride, and why; by id, or by the names that a page shows anyway."""
    called = names or {}
    each = [text(f"misfit_{o.why}", rider=called.get(o.rider, o.rider)) for o in unfit]
    return Text("；".join(one.zh for one in each), "; ".join(one.en for one in each))
