"""Strategies and peers are found by name, and whoever misspells one learns the names."""

import pytest

from benchmarks import solvers
from benchmarks.peers import PEERS
from optimizer.errors import StrategyNotInstalled, UnknownStrategy
from optimizer.strategies import registry


def test_strategies_come_first():
    assert solvers.names()[: len(registry.names())] == registry.names()


def test_strategies_are_those_of_the_registry():
    assert solvers.get("nearest").name == "nearest"


def test_unknown_name_is_answered_with_all_names():
    with pytest.raises(UnknownStrategy, match="nearest"):
        solvers.get("neerest")


def test_peer_without_its_package_is_left_out_and_names_it(monkeypatch):
    monkeypatch.setitem(PEERS, "absent", "no_such_package:Peer")
    assert "absent" not in solvers.names()
    with pytest.raises(StrategyNotInstalled, match="no_such_package"):
        solvers.get("absent")


def test_peer_whose_own_process_would_fail_is_not_offered(monkeypatch):
    monkeypatch.setattr(solvers, "find_spec", lambda package: None)
    assert not PEERS.keys() & set(solvers.names())
    with pytest.raises(StrategyNotInstalled, match="vrp_cli"):
        solvers.get("vrp_cli")
