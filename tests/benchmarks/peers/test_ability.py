"""The table of abilities is complete, and true where a toy can tell."""

from __future__ import annotations

from benchmarks.peers import PEERS
from benchmarks.peers.ability import COSTS, SYSTEMS, Ability, of, table
from optimizer.checker import check
from optimizer.rules import Rule
from tests import plans, toys


def test_every_rule_and_cost_is_told_of_every_system():
    told = [(code, system) for code, system, how in table() if how.how]
    assert len(told) == len(set(told)) == (len(Rule) + len(COSTS)) * len(SYSTEMS)
    assert set(PEERS) | {"engine", "ortools", "pyvrp"} == set(SYSTEMS)


def test_costs_are_those_of_the_checker():
    cost = check(toys.line(), plans.by_hand(toys.line(), R1=[("C1", toys.OPEN, "V1")])).cost
    assert list(cost) == [*COSTS, "total"]


def test_no_peer_claims_what_only_days_as_a_whole_can_tell():
    for system in (*PEERS, "pyvrp"):
        assert of(system, Rule.FRESH).ability is not Ability.EXACT
        assert of(system, Rule.BATCH).ability is Ability.REPAIRED
