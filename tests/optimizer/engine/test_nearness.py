"""Neighbours are close by and may ride together; whom nobody carries together are none."""

import numpy as np
from hypothesis import given, settings

from optimizer.engine.gate import instance_of
from tests import random_days
from tests.toys import canteen, line, rider, two_levels, visit


def neighbours(problem):
    """Names of the neighbours of every visit, the nearest first."""
    instance, names = instance_of(problem)
    blocks = ["+".join(block) for block in names.blocks]
    return {
        blocks[k]: [blocks[other] for other in row if other >= 0]
        for k, row in enumerate(instance.near)
    }


def test_the_nearest_come_first():
    assert neighbours(line((0, 1, 2, 4, 8)))["V1"] == ["V2", "V3", "V4"]


def test_whoever_walks_looks_past_the_doors_of_the_others():
    found = neighbours(two_levels())
    assert found["V1"] == ["V2"]
    assert found["V2"] == ["V1"]
    assert found["B1"] == ["V3"]  # the driver may carry both


def test_doors_of_another_level_do_not_crowd_out_its_own():
    doors = [visit(f"D{k}", "p1", canteens=("C1",)) for k in range(60)]
    walked = [visit("W1", "p1", canteens=("C2",)), visit("W2", "p3", canteens=("C2",))]
    problem = line(
        canteens=(canteen(), canteen("C2", "p1")),
        riders=(rider(), rider("R2", "C2")),
    )
    crowded = type(problem)(
        date=problem.date,
        locations=problem.locations,
        travel=problem.travel,
        canteens=problem.canteens,
        riders=problem.riders,
        visits=(*doors, *walked),
    )
    found = neighbours(crowded)
    assert (found["W1"], found["W2"]) == (["W2"], ["W1"])


@settings(max_examples=30)
@given(random_days.problems(visits=6, riders=3))
def test_neighbours_share_a_rider(problem):
    instance, _ = instance_of(problem)
    carried = instance.allowed.astype(np.int64)
    for node, row in enumerate(instance.near):
        for other in row[row >= 0]:
            assert carried[node] @ carried[other] > 0
