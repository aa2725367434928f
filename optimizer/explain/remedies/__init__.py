"""What would help an unserved visit: the cheapest changes, each verified."""

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
from optimizer.explain.remedies.remedies import Remedies, Solver, burden, remedies
from optimizer.explain.remedies.wording import describe_kind, describe_remedy

__all__ = [
    "EmergencyPolicy",
    "Kind",
    "LongerShift",
    "MoreMeals",
    "OneMoreRider",
    "OneMoreTrip",
    "Remedies",
    "Remedy",
    "Solver",
    "WiderWindow",
    "WithoutLock",
    "burden",
    "describe_kind",
    "describe_remedy",
    "remedies",
]
