"""Strategies by name, from the entry point group ``songcan.strategies``."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from optimizer.errors import UnknownStrategy
from optimizer.strategies.base import Strategy

GROUP = "songcan.strategies"


def names() -> list[str]:
    """Names of all registered strategies, in order of the alphabet."""
    return sorted(_entries())


def get(name: str) -> Strategy:
    """A fresh strategy of that name.

    Raises
    ------
    UnknownStrategy
        When none is registered under ``name``.
    """
    entries = _entries()
    if name not in entries:
        raise UnknownStrategy(name, names())
    strategy: Strategy = entries[name].load()()
    return strategy


def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
