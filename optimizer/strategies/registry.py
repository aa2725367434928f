"""Strategies by name, from the entry point group ``songcan.strategies``.

A strategy may need packages that a bare installation lacks. It is registered all the same, and
whoever asks for it learns what to install; lists of what can be used leave it out.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from optimizer.errors import StrategyNotInstalled, UnknownStrategy
from optimizer.strategies.base import Strategy

GROUP = "songcan.strategies"


def names() -> list[str]:
    """Names of all strategies that can be used, in order of the alphabet."""
    missing = {error.name for error in not_installed()}
    return sorted(_entries().keys() - missing)


def not_installed() -> list[StrategyNotInstalled]:
    """What keeps registered strategies from being used, in order of the alphabet."""
    missing = []
    for _, entry in sorted(_entries().items()):
        try:
            _load(entry)
        except StrategyNotInstalled as error:
            missing.append(error)
    return missing


def get(name: str) -> Strategy:
    """A fresh strategy of that name.

    Raises
    ------
    UnknownStrategy
        When none is registered under ``name``.
    StrategyNotInstalled
        When a package that it needs is not there.
    """
    entries = _entries()
    if name not in entries:
        raise UnknownStrategy(name, names())
    return _load(entries[name])()


def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _load(entry: EntryPoint) -> type[Strategy]:
    try:
        strategy: type[Strategy] = entry.load()
    except ModuleNotFoundError as error:
        raise StrategyNotInstalled(entry.name, error.name or entry.module) from error
    return strategy
