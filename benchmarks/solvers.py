"""Whatever can plan: the registered strategies, and the peers of ``benchmarks.peers``."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from benchmarks.peers import NEEDS, PEERS
from optimizer.errors import StrategyNotInstalled, UnknownStrategy
from optimizer.strategies import registry
from optimizer.strategies.base import Strategy

SEEDLESS = frozenset({"fixed_areas", "nearest", "savings", "space_filling_curve"})
"""Strategies that end by themselves with one plan, whatever the seed and the limit."""


def names() -> list[str]:
    """Names of all that can be used here, strategies first."""
    return [*registry.names(), *(name for name in PEERS if _is_installed(name))]


def get(name: str) -> Strategy:
    """A fresh strategy or peer of that name.

    Raises
    ------
    UnknownStrategy
        When there is none.
    StrategyNotInstalled
        When a package that it needs is not there.
    """
    if name in PEERS:
        return _peer(name)
    try:
        return registry.get(name)
    except UnknownStrategy:
        raise UnknownStrategy(name, names()) from None


def _peer(name: str) -> Strategy:
    module, _, kind = PEERS[name].partition(":")
    if (needed := NEEDS.get(name)) is not None and find_spec(needed) is None:
        raise StrategyNotInstalled(name, needed)
    try:
        made: Strategy = getattr(import_module(module), kind)()
    except ModuleNotFoundError as error:
        raise StrategyNotInstalled(name, error.name or module) from error
    return made


def _is_installed(name: str) -> bool:
    try:
        _peer(name)
    except StrategyNotInstalled:
        return False
    return True
