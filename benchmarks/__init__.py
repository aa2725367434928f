"""Comparisons of strategies and peers; ``from benchmarks import compare`` gives a DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.comparison.compare import compare as compare

__all__ = ["compare"]


def __getattr__(name: str) -> Any:  # noqa: ANN401, whatever the name stands for
    """Load the comparison when it is asked for: the command line must start without pandas."""
    if name == "compare":
        from benchmarks.comparison.compare import compare  # noqa: PLC0415

        return compare
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
