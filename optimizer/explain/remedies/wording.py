"""Remedies as sentences, in both languages."""

from __future__ import annotations

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
from optimizer.texts import Text, text


def describe_remedy(remedy: Remedy) -> Text:
    """What to do, in words; riders, canteens and visits by their ids."""
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
        case WithoutLock():
            said = text("help_without_lock", number=remedy.lock + 1)
        case EmergencyPolicy():
            minutes = remedy.window_seconds // 60, remedy.onboard_seconds // 60
            said = text("help_emergency", window=minutes[0], onboard=minutes[1])
        case OneMoreRider():
            said = text("help_one_more_rider", canteen=remedy.canteen)
    return said


def describe_kind(kind: Kind) -> Text:
    """The kind of help, in a few words."""
    return text(f"help_kind_{kind}")
