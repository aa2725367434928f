"""Texts of ``songcan bench``, in both languages."""

from __future__ import annotations

from optimizer.texts import Catalogue

text = Catalogue("benchmarks.cli")


def option(key: str) -> str:
    """What an option does."""
    return str(text(f"option_{key}"))
