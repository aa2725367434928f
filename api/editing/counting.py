"""Trips and positions: people count them from 1, the planning library from 0."""

from __future__ import annotations


def from_zero(number: int | None) -> int | None:
    """A trip or position as the library counts it."""
    return None if number is None else number - 1
