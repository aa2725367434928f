"""What is shown of a bound: nothing where it is far away."""

from __future__ import annotations

from dataclasses import replace

from optimizer.bounds import Limit, Proof, proofs

LIMIT = Limit(
    unserved_cost=100,
    unserved_meals=10,
    leaving=100,
    unserved_by_tier={},
    riders=10,
    paid_seconds=1_000,
    notes=(),
)
COST = {"unserved": 100}
KPIS = {"meals_unserved": 10, "riders": 11, "paid_seconds": 1_200}


def test_a_value_at_its_bound_is_optimal_and_one_near_it_is_within_a_share():
    shown = {proof.quantity: proof.text.en for proof in proofs(LIMIT, COST, KPIS)}
    assert shown == {
        "unserved_cost": "proven optimal",
        "unserved_meals": "proven optimal",
        "riders": "proven within 10.0 %",
    }


def test_riders_of_a_plan_that_leaves_more_are_not_compared():
    quantities = {p.quantity for p in proofs(replace(LIMIT, leaving=99), COST, KPIS)}
    assert quantities == {"unserved_cost", "unserved_meals"}


def test_nothing_is_said_of_a_value_above_a_bound_of_nothing():
    assert not Proof(quantity="unserved_meals", value=3, bound=0).tight
    assert Proof(quantity="unserved_meals", value=0, bound=0).tight
