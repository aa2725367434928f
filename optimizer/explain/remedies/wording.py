"""Remedies as sentences, in both languages."""

from __future__ import annotations

from optimizer.explain.lock_texts import describe_lock
from optimizer.explain.remedies.kinds import (
    EmergencyPolicy,
    Kind,
    LongerShift,
    MoreMeals,
    OneMoreRider,
    OneMoreTrip,
    Remedy,
    WiderWindow,
    WithoutLock,
)
from optimizer.problem import Problem
from optimizer.texts import Text, text


def describe_remedy(remedy: Remedy, problem: Problem | None = None) -> Text:
    """What to do, in words; riders, canteens and visits by their ids.

    With the problem, a lock is told by what it asks for; without, by its number from 1.
    """
    match remedy:
        case LongerShift():
            said = text("help_longer_shift", rider=remedy.rider, minutes=remedy.seconds // 60)
        case WiderWindow():
            said = text("help_wider_window", visit=remedy.visit, minutes=remedy.seconds // 60)
        case MoreMeals(diet=None):
            said = text("help_more_meals", canteen=remedy.canteen, meals=remedy.meals)
        case MoreMeals():
            named = {"canteen": remedy.canteen, "diet": remedy.diet}
            said = text("help_more_of_diet", meals=remedy.meals, **named)
        case OneMoreTrip():
            said = text("help_one_more_trip", rider=remedy.rider)
        case WithoutLock() if problem is None:
            said = text("help_without_lock_number", number=remedy.lock + 1)
        case WithoutLock():
            assert problem is not None  # noqa: S101  # the case before
            said = text("help_without_lock", lock=describe_lock(problem.locks[remedy.lock]))
        case EmergencyPolicy():
            minutes = remedy.window_seconds // 60, remedy.onboard_seconds // 60
            said = text("help_emergency", window=minutes[0], onboard=minutes[1])
        case OneMoreRider():
            said = text("help_one_more_rider", canteen=remedy.canteen)
    return said


def describe_kind(kind: Kind) -> Text:
    """The kind of help, in a few words."""
    return text(f"help_kind_{kind}")
