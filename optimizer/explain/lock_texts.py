"""Locks, and what stands in their way, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from optimizer.explain.locks import Binding, Collision
from optimizer.locks import (
    DayLock,
    Lock,
    NeverLock,
    NotBefore,
    RiderLock,
    SequenceLock,
    TripLock,
    visits_named,
)
from optimizer.problem import Problem
from optimizer.rules import EXPLANATIONS, Rule
from optimizer.texts import Text, clock, text


def describe_lock(lock: Lock) -> Text:
    """What the lock asks for; trips count from 1, as people do."""
    visits = _listed(visits_named(lock))
    match lock:
        case RiderLock():
            said = text("lock_rider", visit=visits, rider=lock.rider)
        case TripLock():
            said = text("lock_trip", visit=visits, rider=lock.rider, number=lock.trip + 1)
        case SequenceLock():
            said = text("lock_sequence", visits=visits)
        case NeverLock(rider=None):
            said = text("lock_apart", visits=visits)
        case NeverLock():
            said = text("lock_never", visits=visits, rider=lock.rider)
        case DayLock():
            said = text("lock_day", rider=lock.rider)
        case NotBefore():
            said = text("lock_not_before", visit=visits, time=clock(lock.seconds))
    return said


def describe_collision(problem: Problem, collision: Collision) -> Text:
    """Which lock cannot be kept, alone or together with which others, and why."""
    lock = describe_lock(problem.locks[collision.lock])
    why = _why(collision.rule, collision.params)
    if not collision.others:
        return text("collision_alone", lock=lock, why=why)
    others = _joined(describe_lock(problem.locks[row]) for row in collision.others)
    if collision.rule is Rule.LOCK:
        return text("collision_contradiction", lock=lock, others=others)
    return text("collision_together", lock=lock, others=others, why=why)


def remedy_of_collision(collision: Collision) -> Text:
    """What a person can do about it: take a lock away, or give way in the rule."""
    key = "unlock_several" if collision.others else "unlock_one"
    if collision.rule is Rule.LOCK:
        return text(key)
    return text("unlock_or", unlock=text(key), other=EXPLANATIONS[collision.rule].remedy)


def describe_binding(problem: Problem, binding: Binding) -> Text:
    """Which locks keep an unserved visit out of the plan, and what is in the way where they let it.

    ``problem`` is the one that the plan was made for.
    """
    locks = _joined(describe_lock(problem.locks[row]) for row in binding.locks)
    return text("binding", visit=binding.visit, locks=locks, why=_why(binding.rule, binding.params))


def _why(rule: Rule, params: Mapping[str, int | str]) -> Text:
    """What is in the way, with its values where there are any."""
    key = f"collision_{rule}"
    values: dict[str, object] = {**params, "minutes": -(-int(params.get("late", 0)) // 60)}
    try:
        return text(key, **values)
    except KeyError:
        return text("collision_rule", meaning=EXPLANATIONS[rule].meaning)


def _joined(sentences: Iterable[Text]) -> Text:
    several = list(sentences)
    return Text("；".join(one.zh for one in several), "; ".join(one.en for one in several))


def _listed(visits: Iterable[str]) -> Text:
    names = list(visits)
    return Text("、".join(names), ", ".join(names))
