"""Trips and positions: people count them from 1, the planning library from 0."""

from __future__ import annotations

from collections.abc import Mapping

COUNTED = frozenset({"trip", "position", "at"})
"""Fields of an edit that are such numbers."""


def from_zero(number: int | None) -> int | None:
    """A trip or position as the library counts it."""
    return None if number is None else number - 1


def counted_from_one(edit: Mapping[str, object]) -> dict[str, object]:
    """An edit's details as people count; what is left open is left out."""
    return {
        name: value + 1 if name in COUNTED and isinstance(value, int) else value
        for name, value in edit.items()
        if value is not None
    }
