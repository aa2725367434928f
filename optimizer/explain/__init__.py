"""Why a visit is not served, where it would fit, and what would help."""

from optimizer.explain.fit import Fit, Later, Positions, places
from optimizer.explain.lock_texts import (
    describe_binding,
    describe_collision,
    describe_lock,
    remedy_of_collision,
)
from optimizer.explain.locks import Binding, Collision, binding, collisions
from optimizer.explain.reasons import with_reasons
from optimizer.explain.remedies import (
    Kind,
    Remedies,
    Remedy,
    describe_kind,
    describe_remedy,
    remedies,
)
from optimizer.explain.wording import REMOVED, SEARCH, SEVERAL, describe, remedy_of

__all__ = [
    "REMOVED",
    "SEARCH",
    "SEVERAL",
    "Binding",
    "Collision",
    "Fit",
    "Kind",
    "Later",
    "Positions",
    "Remedies",
    "Remedy",
    "binding",
    "collisions",
    "describe",
    "describe_binding",
    "describe_collision",
    "describe_kind",
    "describe_lock",
    "describe_remedy",
    "places",
    "remedies",
    "remedy_of",
    "remedy_of_collision",
    "with_reasons",
]
