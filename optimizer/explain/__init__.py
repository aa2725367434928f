"""Why a visit is not served, where it would fit, and what would help."""

from optimizer.explain.fit import Fit, Later, Positions, places
from optimizer.explain.reasons import SEARCH, describe, remedy_of, with_reasons

__all__ = [
    "SEARCH",
    "Fit",
    "Later",
    "Positions",
    "describe",
    "places",
    "remedy_of",
    "with_reasons",
]
