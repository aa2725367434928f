"""Texts of summaries: the columns, what they mean to a canteen, limits and failures."""

from __future__ import annotations

from optimizer.texts import Catalogue, Text

text = Catalogue("benchmarks.summary")

DASH = "–"
"""Where there is no figure."""


def inline(both: Text) -> str:
    """Both languages on one line, said once where they are the same."""
    return " ".join(dict.fromkeys(both))


def stacked(both: Text) -> str:
    """Both languages, one below the other, said once where they are the same."""
    return "\n".join(dict.fromkeys(both))
