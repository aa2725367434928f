"""The previous plan as numbers: who reached what from where, and which rounds can be had again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optimizer.engine.gate import instance_of
from optimizer.engine.segments import FAR
from optimizer.locks import SequenceLock
from optimizer.policy import Policy
from tests import plans, toys

LEAVE = toys.OPEN + 300
CREW = tuple(toys.rider(name) for name in ("R1", "R2", "R3"))
PRICES = Policy(changed_rider_seconds=9, changed_order_seconds=2)


def day(policy=PRICES, **changes):
    """R1 had V1, V2 and V3, R2 had V4, R3 nothing."""
    problem = toys.line(range(5), riders=CREW, policy=policy)
    rounds = {"R1": [("C1", LEAVE, "V1 V2 V3")], "R2": [("C1", LEAVE, "V4")]}
    return replace(problem, **({"previous": plans.by_hand(problem, **rounds)} | changes))


def told(problem):
    """Owner and what it was reached from for each node, and what each rider had."""
    instance, _ = instance_of(problem)
    node = instance.node
    return node.owner.tolist(), node.behind.tolist(), instance.rider.had.tolist()


def test_nodes_know_who_reached_them_from_where():
    assert told(day()) == ([0, 0, 0, 1], [-2, 0, 1, -2], [3, 1, 0])


@pytest.mark.parametrize("problem", [day(Policy()), day(previous=None)])
def test_nobody_knows_anything_where_changes_have_no_price(problem):
    instance, _ = instance_of(problem)
    assert told(problem) == ([-1] * 4, [-1] * 4, [0, 0, 0])
    assert (instance.weights[0].changed_rider, instance.weights[0].changed_order) == (0, 0)


def test_round_with_a_visit_that_is_gone_cannot_be_had_again():
    problem = day()
    problem = replace(problem, visits=tuple(v for v in problem.visits if v.id != "V2"))
    assert told(problem) == ([0, 0, 1], [-2, -1, -2], [FAR, 1, 0])


def test_served_visits_are_no_part_of_the_round():
    problem = day()
    (begun,) = problem.previous.riders[0].trips
    frozen = replace(begun, stops=begun.stops[:1])
    problem = replace(problem, riders=(replace(CREW[0], frozen=(frozen,)), *CREW[1:]), now=LEAVE)
    assert told(problem) == ([0, 0, 1], [-1, 0, -2], [2, 1, 0])


@pytest.mark.parametrize(
    ("locked", "expected", "strange"),
    [
        pytest.param(("V1", "V2"), (0, -2, [2, 1, 0]), 0, id="as it was"),
        pytest.param(("V3", "V1"), (0, 0, [FAR, 1, 0]), 1, id="another order"),
        pytest.param(("V4", "V3"), (1, -2, [FAR, FAR, 0]), 1, id="of two riders"),
        pytest.param(("V2", "V3", "V4"), (0, 0, [FAR, FAR, 0]), 0, id="the end of a round"),
    ],
)
def test_locked_sequences_are_as_they_were_or_not_once_and_for_all(locked, expected, strange):
    """What is reached from elsewhere inside a sequence is part of what it costs R1 to carry it."""
    problem = day(locks=(SequenceLock(visits=locked),))
    instance, names = instance_of(problem)
    row = names.blocks.index(locked)
    node = instance.node[row]
    assert (node.owner, node.behind, instance.rider.had.tolist()) == expected
    moved = PRICES.change_seconds * ("V4" in locked)
    inside = PRICES.changed_order_seconds * strange
    assert instance.assign[row, 0] == 100 * (moved + inside)


def test_what_follows_a_locked_sequence_was_reached_from_its_end():
    instance, names = instance_of(day(locks=(SequenceLock(visits=("V1", "V2")),)))
    row = names.blocks.index(("V3",))
    assert instance.node.behind[row] == names.blocks.index(("V1", "V2"))


def test_who_had_a_round_is_like_nobody_else():
    twin = instance_of(day())[0].rider.twin.tolist()
    assert len(set(twin)) == 3
    free = day(replace(PRICES, change_seconds=0, changed_order_seconds=0, changed_rider_seconds=0))
    assert len(set(instance_of(free)[0].rider.twin.tolist())) == 1
