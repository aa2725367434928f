"""Edits and locks: a version's plan as a person wants it. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from api.desk import OnDesk
from api.editing.inputs import counting_from_one
from api.editing.records import Asked, Outcome
from api.errors import BrokenRules, NotFound, Unusable
from api.orders.records import PlanningDay
from api.plans import actions
from api.plans.origins import Action, Origin
from optimizer.edits import Broken, Edit, Editor
from optimizer.locks import Lock, NeverLock, SequenceLock, rider_named, visits_named
from optimizer.plan import cost_difference
from optimizer.replan.changes import changes_between

SEVERAL = 2
"""Visits that a lock to each other names at least."""


def edited(asked: Asked, edit: Edit) -> Outcome:
    """The version's plan after ``edit``.

    Raises
    ------
    InvalidInput
        When the edit names what is not there.
    BrokenRules
        When it breaks rules.
    UnknownProfile, TravelUnavailable
        As ``Desk.take``.
    """
    taken = asked.desk.take(asked.base)
    with counting_from_one():
        found = taken.editor.apply(edit)
    if isinstance(found, Broken):
        raise BrokenRules(found.violations)
    return _outcome(asked, taken, found.editor, Action.EDIT, actions.edited(edit))


def locked(asked: Asked, lock: Lock) -> Outcome:
    """The version with one more lock, which its plan must keep already.

    Raises
    ------
    Unusable
        When a lock of several visits to each other has only one.
    InvalidProblem
        When the lock names what is not there, or contradicts itself.
    BrokenRules
        When the plan does not keep it: edit it first.
    UnknownProfile, TravelUnavailable
        As ``Desk.take``.
    """
    mutual = isinstance(lock, NeverLock | SequenceLock) and rider_named(lock) is None
    if mutual and len(visits := visits_named(lock)) < SEVERAL:
        raise Unusable("lock_of_one", visit=", ".join(visits))
    taken = asked.desk.take(asked.base)
    locks = (*taken.editor.problem.locks, lock)
    return _relocked(asked, taken, locks, Action.LOCK, lock)


def unlocked(asked: Asked, row: int) -> Outcome:
    """The version without the lock in ``row`` of its problem, counted from 0.

    Raises
    ------
    NotFound
        When there is no such lock.
    UnknownProfile, TravelUnavailable
        As ``Desk.take``.
    """
    taken = asked.desk.take(asked.base)
    locks = taken.editor.problem.locks
    if not 0 <= row < len(locks):
        values = {"number": asked.base.number, "count": len(locks)}
        raise NotFound("lock_not_found", lock=row + 1, **values)
    rest = (*locks[:row], *locks[row + 1 :])
    return _relocked(asked, taken, rest, Action.UNLOCK, locks[row])


def origin_of(asked: Asked, action: Action, details: Mapping[str, object]) -> Origin:
    """How a version that is made as ``asked`` comes about."""
    return Origin(
        action=action,
        parent=asked.base.id,
        details=details,
        by=asked.signed.by,
        why=asked.signed.why,
        day_speed=asked.base.origin.day_speed,
    )


def _relocked(
    asked: Asked, taken: OnDesk, locks: tuple[Lock, ...], action: Action, lock: Lock
) -> Outcome:
    problem = replace(taken.editor.problem, locks=locks)
    editor = Editor(problem, taken.editor.plan)
    if editor.verdict.violations:
        raise BrokenRules(editor.verdict.violations)
    return _outcome(asked, taken, editor, action, actions.locked(lock))


def _outcome(
    asked: Asked, taken: OnDesk, editor: Editor, action: Action, details: Mapping[str, object]
) -> Outcome:
    base = asked.base
    return Outcome(
        base=base,
        day=PlanningDay(problem=editor.problem, orders=base.orders),
        plan=editor.plan,
        origin=origin_of(asked, action, details),
        difference=cost_difference(base.plan.cost, editor.plan.cost),
        changes=changes_between(base.problem, base.plan, editor.problem, editor.plan),
        editor=editor,
        retimed=taken.retimed,
    )
