"""Random moves of whole trips; run without the compiler, to call the engine's parts."""

from __future__ import annotations

import json

from optimizer.checker import check
from optimizer.engine.audit import audit, snapshot
from optimizer.engine.changes import settle_touched
from optimizer.engine.gate import instance_of
from optimizer.engine.island import Island
from optimizer.engine.journal import begin, undo
from optimizer.engine.moves import move_trip
from optimizer.engine.runs import found, legs_of, runs_of
from optimizer.locks import DayLock, NeverLock, RiderLock, TripLock
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.timing.day import plan_of_legs
from tests import plans, random_days, toys, undoing


def move_trips(days: int = 120, count: int = 12) -> int:
    """Move trips on many days, take every second move back; how many moves there were."""
    moved = 0
    for seed in range(days):
        problem = random_days.problem(
            seed,
            visits=6 + seed % 9,
            riders=2 + seed % 3,
            canteens=1 + seed // 3 % 2,
            kitchens=seed % 2 == 0,
            locks=seed % 4,
            frozen=seed % 5 == 0,
            emergency=seed % 7 == 0,
        )
        moved += _moves_on(problem, seed, count)
    return moved


def _moves_on(problem: Problem, seed: int, count: int) -> int:
    instance, names = instance_of(problem)
    island = Island(instance, seed)
    state, journal = island.state, island.journal
    island.start((), Stop())
    moved = 0
    for number in range(count):
        before = undoing.picture(island)
        begin(state, journal)
        if not move_trip(instance, state, journal):
            assert undoing.picture(island) == before
            continue
        moved += 1
        settle_touched(instance, state, journal)
        audit(instance, state)
        plan = plan_of_legs(problem, legs_of(instance, names, found(snapshot(instance, state))[0]))
        assert not check(problem, plan).violations
        if number % 2:
            undo(instance, state, journal)
            assert undoing.picture(island) == before
    return moved


NOON = toys.OPEN + 5_400
LOCKS = {
    "nothing": (),
    "rider": (RiderLock(visit="V3", rider="R1"),),
    "never": (NeverLock(visits=("V3",), rider="R2"),),
    "trip": (TripLock(visit="V3", rider="R1", trip=1),),
    "day": (DayLock(rider="R2", trips=(("V2",),)),),
}
"""What keeps V3 with R1 or, the last two, everybody where they are."""


def days_after_a_move() -> str:
    """R1 serves V1 and much later V3, R2 serves V2 at that time: JSON of the days afterwards.

    R2's way is the shorter one, so that both days together gain if they swap V2 and V3.
    """
    late = {"window": (NOON, NOON + 600)}
    outcome = {}
    for name, locks in LOCKS.items():
        problem = toys.line(
            visits={"V1": {"window": (toys.OPEN, toys.OPEN + 900)}, "V2": late, "V3": late},
            riders=(toys.rider("R1"), toys.rider("R2")),
            locks=locks,
        )
        plan = plans.by_hand(
            problem,
            R1=[("C1", toys.OPEN + 300, "V1"), ("C1", NOON - 180, "V3")],
            R2=[("C1", NOON - 1_200, "V2")],
        )
        instance, names = instance_of(problem)
        island = Island(instance, 1)
        island.start(runs_of(problem, names, plan), Stop())
        for _ in range(50):
            begin(island.state, island.journal)
            if move_trip(instance, island.state, island.journal):
                break
        legs = legs_of(instance, names, found(snapshot(instance, island.state))[0])
        outcome[name] = {day.rider: [list(leg.visits) for leg in day.legs] for day in legs}
    return json.dumps(outcome)
