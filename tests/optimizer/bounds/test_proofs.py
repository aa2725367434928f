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


def test_paid_cost_of_serving_everybody_is_compared_only_where_everybody_is_served():
    """Leaving somebody out may cost nothing."""
    proven = replace(LIMIT, unserved_cost=0, paid_cost=50)
    cost = {"unserved": 0, "paid": 51}
    for left in (0, 1):
        shown = {p.quantity for p in proofs(proven, cost, KPIS | {"visits_unserved": left})}
        assert ("paid_cost" in shown) == (not left)


def test_a_value_that_no_plan_can_have_proves_nothing():
    """Plan and bound are of different problems then."""
    assert not Proof(quantity="riders", value=3, bound=4).tight
