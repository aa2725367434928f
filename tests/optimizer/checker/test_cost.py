"""Each cost component against a number worked out by hand."""

from __future__ import annotations

import pytest

from optimizer.checker import check
from optimizer.policy import Policy
from tests import toys
from tests.plans import by_hand

OPEN = toys.OPEN
FREE = Policy(
    unserved_by_tier={1: 0, 2: 0, 3: 0},
    missed_percent=0,
    early_percent=0,
    late_percent=0,
    rider_seconds=0,
    paid_percent={"staff": 0, "platform": 0, "volunteer": 0},
    unfamiliar_seconds=0,
    change_seconds=0,
    changed_rider_seconds=0,
    changed_order_seconds=0,
    longest_percent=0,
    onboard_percent=0,
    slack_percent=0,
)


def policy(**weights):
    """A policy where nothing costs anything but what is named."""
    values = {name: getattr(FREE, name) for name in FREE.__slots__}
    return Policy(**(values | weights))


def cost(weights, *trips, visits=None, **changes):
    problem = toys.line(visits=visits, policy=policy(**weights), **changes)
    driven = [("C1", OPEN + 300 + 1_500 * k, names) for k, names in enumerate(trips)]
    verdict = check(problem, by_hand(problem, **({"R1": driven} if driven else {})))
    assert not verdict.violations
    assert verdict.cost["total"] == sum(verdict.cost.values()) - verdict.cost["total"]
    return {name: value for name, value in verdict.cost.items() if value and name != "total"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 1_000),
        ({"meals": {"regular": 2, "soft": 1}}, 3_000),
        ({"tier": 2}, 70),
        ({"missed_recently": 2}, 2_000),
        ({"tier": 2, "missed_recently": 1, "meals": {"soft": 3}}, 315),
    ],
)
def test_unserved_meals_by_tier_and_misses(changes, expected):
    weights = {"unserved_by_tier": {1: 1_000, 2: 70}, "missed_percent": 50}
    assert cost(weights, "V1 V2", visits={"V3": changes}) == {"unserved": expected}


def test_unserved_adds_up():
    assert cost({"unserved_by_tier": {1: 1_000}}) == {"unserved": 3_000}


def test_early_and_late_against_the_preferred_window():
    visits = {
        "V1": {"preferred": (OPEN + 460, OPEN + 900)},
        "V2": {"preferred": (OPEN, OPEN + 450)},
        "V3": {"preferred": (OPEN + 600, OPEN + 600)},
    }
    weights = {"early_percent": 20, "late_percent": 50}
    assert cost(weights, "V1 V2 V3", visits=visits) == {"early": 20, "late": 15}


def test_percent_is_rounded_down_once():
    visits = {name: {"preferred": (OPEN, OPEN + at)} for name, at in (("V1", 359), ("V2", 479))}
    assert cost({"late_percent": 50}, "V1 V2", visits=visits) == {"late": 1}


def test_riders_used():
    crew = toys.rider("R1"), toys.rider("R2")
    assert cost({"rider_seconds": 7}, "V1", "V2", riders=crew) == {"riders": 7}
    assert cost({"rider_seconds": 7}, riders=crew) == {}


def test_paid_time_by_kind_of_rider():
    weights = {"paid_percent": {"staff": 100, "volunteer": 40}}
    assert cost(weights, "V1 V2") == {"paid": 660}
    assert cost(weights, "V1 V2", riders=(toys.rider(kind="volunteer"),)) == {"paid": 264}
    assert cost(weights, "V1", "V3") == {"paid": 2_220}


@pytest.mark.parametrize(
    ("familiarity", "expected"),
    [({}, 0), ({"R1": 0.5}, 0), ({"R9": 1.0}, 60), ({"R1": 0.2, "R9": 0.8}, 36)],
)
def test_unfamiliar_against_the_one_who_knows_best(familiarity, expected):
    visits = {"V1": {"familiarity": familiarity}}
    found = cost({"unfamiliar_seconds": 60}, "V1 V2", visits=visits)
    assert found.get("unfamiliar", 0) == expected


def test_longest_day_is_the_longest_of_all():
    crew = toys.rider("R1"), toys.rider("R2")
    problem = toys.line(riders=crew, policy=policy(longest_percent=50))
    plan = by_hand(problem, R1=[("C1", OPEN + 300, "V1")], R2=[("C1", OPEN + 300, "V3 V2")])
    assert check(problem, plan).cost["longest"] == 390


def test_time_on_board_sums_over_stops():
    assert cost({"onboard_percent": 5}, "V1 V2") == {"onboard": 42}


def test_thin_slack_towards_the_end_of_the_window():
    visits = {
        "V1": {"window": (OPEN, OPEN + 660)},
        "V2": {"window": (OPEN, OPEN + 779)},
        "V3": {"window": (OPEN, OPEN + 600)},
    }
    weights = {"slack_seconds": 300, "slack_percent": 50}
    assert cost(weights, "V1 V2 V3", visits=visits) == {"slack": (1 + 300) // 2}


def test_every_component_is_reported():
    problem = toys.line()
    assert list(check(problem, by_hand(problem)).cost) == [
        "unserved",
        "early",
        "late",
        "riders",
        "paid",
        "unfamiliar",
        "change",
        "changed_riders",
        "changed_order",
        "longest",
        "onboard",
        "slack",
        "total",
    ]


def test_an_unserved_meal_outweighs_everything_else():
    problem = toys.line(visits={"V3": {"tier": 3}})
    served = by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2"), ("C1", OPEN + 7_000, "V3")])
    left = by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")])
    assert check(problem, served).cost["total"] < check(problem, left).cost["total"]
