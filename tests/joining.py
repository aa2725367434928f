"""What the search says of changed rounds before it changes a day, against what it counts after.

Run without the compiler, to call the engine's parts.
"""

from __future__ import annotations

from optimizer.engine.changes import open_trip, put_in
from optimizer.engine.gate import instance_of
from optimizer.engine.island import Island
from optimizer.engine.journal import begin, undo
from optimizer.engine.rounds import change_cost, cost_of_joining, cost_of_trips, from_canteen
from optimizer.engine.runs import runs_of
from optimizer.engine.solution import shut
from optimizer.engine.trips import swap_trips
from optimizer.stop import Stop
from tests import random_days
from tests.priced import priced
from tests.small_problems import generous


def join_trips(days: int = 40) -> int:
    """Join absent nodes everywhere and swap all trips; how often that changed what changes cost."""
    changed = 0
    for seed in range(days):
        problem = random_days.problem(
            seed, visits=8 + seed % 4, riders=2 + seed % 2, canteens=1 + seed % 3 % 2
        )
        problem = priced(generous(problem), seed)
        instance, names = instance_of(problem)
        island = Island(instance, seed)
        assert problem.previous
        island.start(runs_of(problem, names, problem.previous), Stop())
        changed += _swap_everywhere(island)
        shut(instance, island.state, island.journal, seed % len(names.riders))
        changed += _join_everywhere(island)
    return changed


def _join_everywhere(island: Island) -> int:
    inst, st, jr = island.instance, island.state, island.journal
    changed = 0
    for node in st.absent[: st.clock[0].absent].copy():
        for slot in range(len(st.trip)):
            rider, canteen = slot // inst.trips, st.trip[slot].canteen
            on_trip = [k for k in range(len(inst.node)) if st.visited[k].trip == slot]
            for before in [-1, *on_trip] if on_trip else []:
                after = st.trip[slot].first if before < 0 else st.visited[before].after
                origin = from_canteen(canteen) if before < 0 else before
                was = change_cost(inst, st, rider)
                said = cost_of_joining(inst, st, node, rider, origin, after)
                begin(st, jr)
                put_in(inst, st, jr, node, slot, before)
                assert change_cost(inst, st, rider) - was == said
                undo(inst, st, jr)
                changed += said != 0
        for rider in range(len(st.day)):
            if st.day[rider].trips == inst.trips:
                continue
            was = change_cost(inst, st, rider)
            said = cost_of_joining(inst, st, node, rider, from_canteen(0), -1)
            begin(st, jr)
            open_trip(inst, st, jr, node, rider, st.day[rider].trips, 0)
            assert change_cost(inst, st, rider) - was == said
            undo(inst, st, jr)
            changed += said != 0
    return changed


def _swap_everywhere(island: Island) -> int:
    inst, st, jr = island.instance, island.state, island.journal
    slots = [slot for slot in range(len(st.trip)) if st.trip[slot].first >= 0]
    changed = 0
    for one, two in ((one, two) for one in slots for two in slots if one < two):
        rider, mate = one // inst.trips, two // inst.trips
        if rider == mate:
            continue
        was = change_cost(inst, st, rider), change_cost(inst, st, mate)
        said = cost_of_trips(inst, st, rider, one, two), cost_of_trips(inst, st, mate, two, one)
        begin(st, jr)
        swap_trips(inst, st, jr, one, two)
        now = change_cost(inst, st, rider), change_cost(inst, st, mate)
        assert (now[0] - was[0], now[1] - was[1]) == said
        undo(inst, st, jr)
        changed += said != (0, 0)
    return changed
