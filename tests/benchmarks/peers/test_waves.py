"""Waves move to where tours leave room, and crews shrink while the others have room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.peers.parts import parts_of
from benchmarks.peers.vroom import question, tours_of
from benchmarks.peers.waves import Waves, raw_of, union
from optimizer.stop import Stop
from optimizer.strategies.pyvrp.tours import Tour
from optimizer.timing import Run
from tests.toys import OPEN, line, rider

SPLIT = OPEN + 3_600


def waves_of(problem):
    (part,) = parts_of(problem, Stop())
    return Waves(part, 0)


def tour(waves, wave, start, end, *customers, who="R1"):
    slots = waves.slots(waves.everybody((SPLIT,)))
    slot = next(s for s in slots if s.wave == wave and s.rider.id == who)
    return Tour(slot, customers, start, end, start)


@pytest.mark.parametrize("seed", range(5))
def test_splits_move_between_two_tours(seed):
    waves = Waves(parts_of(line(), Stop())[0], seed)
    tours = [
        tour(waves, 0, OPEN + 300, OPEN + 900, 0),
        tour(waves, 1, OPEN + 4_300, OPEN + 5_000, 1, 2),
    ]
    found = waves.found(waves.everybody((SPLIT,)), tours)
    (moment,) = waves.moved(found)["R1"]
    assert OPEN + 900 <= moment <= OPEN + 4_000


def test_a_tour_fits_as_long_as_nothing_is_exceeded():
    problem = line(
        (0, 1, 2, 40),
        visits={"V2": {"window": (OPEN, OPEN + 470)}},
        riders=(rider(boxes=2),),
    )
    waves = waves_of(problem)
    first = waves.slots(waves.everybody((SPLIT,)))[0]
    assert waves.fits(first, (0,))
    assert waves.fits(first, (1, 0))
    assert not waves.fits(first, (0, 1)), "V2 closes"
    assert not waves.fits(first, (0, 1, 2)), "boxes, and back too late"
    assert not waves.fits(replace(first, due=OPEN + 400), (0,))
    assert waves.fits(replace(first, due=OPEN + 9_000), (2,))


def test_a_tour_too_long_on_board_does_not_fit():
    waves = waves_of(line((0, 20, 40), visits={"V2": {"max_onboard_seconds": 2_700}}))
    whole = waves.slots(waves.everybody(()))[0]
    assert waves.fits(whole, (1,))
    assert not waves.fits(whole, (0, 1))


def test_what_is_found_costs_riders_paid_time_and_the_weight_of_those_left():
    waves = waves_of(line())
    found = waves.found({}, [tour(waves, 0, OPEN + 300, OPEN + 900, 0, 1)])
    assert found.lost == 100 * 2_000_000
    assert found.cost == found.lost + 100 * (7_200 + 600)


def test_the_rider_who_carries_least_is_spared_if_the_others_have_room():
    waves = waves_of(line(riders=(rider("R1"), rider("R2"))))
    tours = [
        tour(waves, 0, OPEN + 300, OPEN + 900, 0, 1),
        tour(waves, 0, OPEN + 300, OPEN + 900, 2, who="R2"),
    ]
    found = waves.found(waves.everybody((SPLIT,)), tours)
    assert waves.smaller(found) == {"R1": (SPLIT,)}
    assert waves.smaller(waves.found(found.splits, tours[:1])) is None
    assert union([raw_of(waves, found)]) == {
        "R1": [Run("C1", ("V1", "V2"))],
        "R2": [Run("C1", ("V3",))],
    }


def test_new_splits_are_near_the_candidates_and_alike_for_all():
    waves = waves_of(line(riders=(rider("R1"), rider("R2"))))
    for _ in range(20):
        first, second = waves.anew(("R1", "R2")).values()
        assert first == second
        assert min(abs(first[0] - moment) for (moment,) in waves.candidates) < 3_000


def test_vroom_begins_with_tours_that_fit_alone():
    waves = waves_of(line((0, 1, 2, 3), visits={"V3": {"window": (OPEN, OPEN + 480)}}))
    splits = waves.everybody((SPLIT,))
    slots = waves.slots(splits)
    fine, late = (0, 1), (1, 0, 2)
    for route, begun in ((fine, fine), (late, ())):
        asked = question(waves, slots, [tour(waves, 0, OPEN, OPEN, *route)], None)
        assert asked["vehicles"][0]["begun"] == begun
    answer = {"routes": {"1": {"jobs": [2, 0], "start": 5, "end": 9}, "0": {"jobs": []}}}
    assert tours_of(slots, answer) == [Tour(slots[1], (2, 0), 5, 9, 5)]
