"""The problems are of the kinds that they stand for, and known by their content."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.regression.problems import CASES, digest, wishes
from optimizer.engine.large import LARGE
from optimizer.problem import Travel
from tests import toys


def test_wishes_are_of_every_kind():
    day = wishes()
    kinds = {type(lock).__name__ for lock in day.locks}
    assert kinds == {"RiderLock", "SequenceLock", "NeverLock", "NotBefore"}
    assert any(visit.preferred for visit in day.visits)
    assert any(visit.familiarity for visit in day.visits)


def test_a_kitchen_couples_riders_and_an_instance_is_divided():
    kitchen = CASES["kitchen"].make().canteens[0]
    assert kitchen.batches
    assert kitchen.loading_bays == 2
    assert len(CASES["district"].make().visits) >= LARGE


def test_same_content_same_digest():
    assert digest(toys.line()) == digest(toys.line())


@pytest.mark.parametrize(
    "changed",
    [
        lambda p: replace(p, visits=(replace(p.visits[0], tier=2), *p.visits[1:])),
        lambda p: replace(p, policy=replace(p.policy, rider_seconds=1)),
        lambda p: replace(
            p,
            travel={
                name: Travel(way.seconds + np.int32(1), way.metres)
                for name, way in p.travel.items()
            },
        ),
    ],
)
def test_other_content_other_digest(changed):
    assert digest(changed(toys.line())) != digest(toys.line())
