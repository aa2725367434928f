"""Why a visit is not served, where it would fit, and what would help."""

from optimizer.explain.reasons import SEARCH, describe, remedy_of, with_reasons

__all__ = ["SEARCH", "describe", "remedy_of", "with_reasons"]
