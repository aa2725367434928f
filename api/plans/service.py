"""Plan versions: stored only when they pass the check, published only when nobody is forgotten.

Nothing here commits: the caller's transaction holds all of it or nothing.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from api.errors import Conflict, NotFound, NotPublishable, Unusable
from api.orders.records import PlanningDay
from api.plans import heading_repository, lineage, repository
from api.plans.documents import orders_fit, require_checked
from api.plans.heading_repository import headings
from api.plans.history import Step, to_redo, to_undo
from api.plans.origins import Action, Origin
from api.plans.records import HandOver, HandOverKind, Status, Version
from api.plans.repository import latest, published
from api.riders.plans import require_ridable
from api.riders.replanned import record_absences
from optimizer.plan import Plan, Unserved

__all__ = [
    "hand_over",
    "headings",
    "latest",
    "numbers",
    "publish",
    "published",
    "redo",
    "reversible",
    "store",
    "undo",
    "version",
]


PLANNED = Origin()
"""From the roster, at the usual speed."""


def store(session: Session, day: PlanningDay, plan: Plan, *, origin: Origin = PLANNED) -> Version:
    """Keep ``plan`` as the next version of its date and sitting, with its true cost.

    Made from another version (``origin.parent``) it takes over what was agreed there for whoever
    is unserved still.

    Raises
    ------
    BrokenPlan
        When the plan breaks a rule or forgets a visit.
    InvalidPlan
        When the plan names what the problem does not have.
    Unusable
        When the orders are not the meals of the visits, or a version made from another lacks who
        made it, or why.
    Conflict
        When it was made from a version that is not the newest of the sitting any more.
    """
    steps = _history(session, day, origin)
    verdict = require_checked(day.problem, plan)
    if not orders_fit(day.problem, day.orders):
        raise Unusable("orders_differ", date=day.problem.date, sitting=day.problem.sitting)
    costed = replace(plan, cost=verdict.cost, kpis=verdict.kpis)
    made = repository.add(session, day, costed, origin, _now())
    if steps:
        unserved = {entry.visit for entry in plan.unserved}
        carried = lineage.carried(session, steps, None, unserved)
        repository.put_hand_overs(session, made, carried)
    return version(session, made)


def undo(session: Session, version_id: int, *, by: str, why: str = "") -> Version:
    """Take back what made the newest version's content, as a new draft with the content before.

    Raises
    ------
    NotFound, AlteredPlan
        As ``version``.
    Unusable
        When it is not said who does it.
    Conflict
        When the version is not the newest any more, or was made from no other one.
    """
    return _restore(session, version_id, Origin(action=Action.UNDO, by=by, why=why))


def redo(session: Session, version_id: int, *, by: str, why: str = "") -> Version:
    """Take back the last undo, as a new draft; whatever was made since an undo rules it out.

    Raises
    ------
    NotFound, AlteredPlan, Unusable
        As ``undo``.
    Conflict
        When the version is not the newest any more, or nothing is undone.
    """
    return _restore(session, version_id, Origin(action=Action.REDO, by=by, why=why))


def version(session: Session, version_id: int) -> Version:
    """The version with this id, checked again.

    Raises
    ------
    NotFound
        When there is none.
    AlteredPlan
        When it no longer passes the check.
    """
    found = repository.by_id(session, version_id)
    if found is None:
        raise NotFound("version_not_found", version=version_id)
    return found


def numbers(session: Session, version_id: int) -> tuple[int, int]:
    """The number of a version, and the highest of its sitting.

    Raises
    ------
    NotFound
        When there is no such version.
    """
    found = heading_repository.numbers(session, version_id)
    if found is None:
        raise NotFound("version_not_found", version=version_id)
    return found


def reversible(session: Session, of: Version) -> tuple[int | None, int | None]:
    """Ids of the versions that an undo and a redo of ``of`` would bring back, where they can."""
    steps = heading_repository.steps(session, of.problem.date, of.problem.sitting)
    newest = steps[-1].id == of.id
    return (to_undo(steps), to_redo(steps)) if newest else (None, None)


def hand_over(session: Session, version_id: int, agreed: HandOver) -> None:
    """Record on a draft what happens instead of one unserved visit; the latest word counts.

    Raises
    ------
    NotFound, AlteredPlan
        As ``version``.
    Unusable
        When it is for no unserved visit, or lacks name or time.
    Conflict
        When the version is published or superseded already.
    """
    draft = version(session, version_id)
    if draft.status is not Status.DRAFT:
        raise Conflict("not_a_draft", version=version_id, number=draft.number)
    _require_fitting(draft, [agreed])
    repository.put_hand_overs(session, version_id, [agreed])


def publish(session: Session, version_id: int, hand_overs: Sequence[HandOver] = ()) -> Version:
    """Make a draft the one that everybody sees, and take back the one before.

    ``hand_overs`` add to those recorded on the draft, and win over them.

    Riders who fell out on the way to this plan are recorded as away for the sitting.

    Only a draft can be published. To publish a version a second time is a conflict, not a
    silent success: its hand-overs would be lost. To return to an older plan, store it again.

    Raises
    ------
    NotFound, AlteredPlan
        As ``version``.
    Unusable
        When a hand-over is for no unserved visit, comes twice, or lacks name or time.
    NotPublishable
        With every unserved visit that has neither hand-over nor acknowledgement.
    Conflict
        When the version is published or superseded already, or riders fell out since it was
        made: away, without hours left, or not lent any more.
    """
    draft = version(session, version_id)
    _require_fitting(draft, hand_overs)
    _require_all_settled(draft, hand_overs)
    require_ridable(session, draft)
    repository.supersede_published(session, draft.problem.date, draft.problem.sitting)
    if not repository.publish_draft(session, version_id, _now()):
        raise Conflict("not_a_draft", version=version_id, number=draft.number)
    repository.put_hand_overs(session, version_id, hand_overs)
    record_absences(session, draft)
    return version(session, version_id)


def _history(session: Session, day: PlanningDay, origin: Origin) -> tuple[Step, ...]:
    """The sitting's versions that a new one follows; none for a plan from the roster."""
    if origin.parent is None:
        return ()
    lineage.require_signed(origin)
    problem = day.problem
    return lineage.require_newest(session, problem.date, problem.sitting, origin.parent)


def _restore(session: Session, version_id: int, origin: Origin) -> Version:
    lineage.require_signed(origin)
    newest = version(session, version_id)
    problem = newest.problem
    steps = lineage.require_newest(session, problem.date, problem.sitting, version_id)
    undoing = origin.action is Action.UNDO
    restored = to_undo(steps) if undoing else to_redo(steps)
    if restored is None:
        key = "nothing_to_undo" if undoing else "nothing_to_redo"
        raise Conflict(key, version=version_id, number=newest.number)
    old = version(session, restored)
    origin = replace(origin, parent=restored, day_speed=old.origin.day_speed)
    made = repository.add_again(session, restored, origin, _now())
    unserved = {entry.visit for entry in old.plan.unserved}
    carried = lineage.carried(session, steps, restored, unserved)
    repository.put_hand_overs(session, made, carried)
    return version(session, made)


def _require_fitting(draft: Version, hand_overs: Sequence[HandOver]) -> None:
    unserved = {entry.visit for entry in draft.plan.unserved}
    for visit, times in Counter(agreed.visit for agreed in hand_overs).items():
        if visit not in unserved:
            raise Unusable("hand_over_unknown", version=draft.id, visit=visit)
        if times > 1:
            raise Unusable("hand_over_twice", version=draft.id, visit=visit)
    for agreed in hand_overs:
        if not _complete(agreed):
            raise Unusable("hand_over_incomplete", visit=agreed.visit, kind=agreed.kind)


def _require_all_settled(draft: Version, hand_overs: Sequence[HandOver]) -> None:
    settled = {agreed.visit for agreed in (*draft.hand_overs, *hand_overs)}
    if still_open := [_shown(e) for e in draft.plan.unserved if e.visit not in settled]:
        raise NotPublishable(draft.id, still_open)


def _complete(agreed: HandOver) -> bool:
    """Whether somebody is named, with a time; an acknowledgement needs neither."""
    named = bool(agreed.who.strip()) and agreed.at is not None
    return named or agreed.kind is HandOverKind.ACKNOWLEDGED


def _shown(entry: Unserved) -> dict[str, object]:
    reasons = [{"code": reason.code, "params": dict(reason.params)} for reason in entry.reasons]
    return {"visit": entry.visit, "tier": entry.tier, "reasons": reasons}


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
