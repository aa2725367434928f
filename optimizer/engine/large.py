"""Large instances: neighbourhoods are planned by themselves, again and again with new borders.

After POPMUSIC (Taillard & Voss 2002, "POPMUSIC: Partial Optimization Metaheuristic under Special
Intensification Conditions"): each part is a small instance for the same search, from a warm
start, ever cooler; parts of one round run side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import NamedTuple

import numpy as np

from optimizer.engine.cut import Matrices, Neighbourhood, Numbers, cut, part_of, put_back
from optimizer.engine.instance import Instance
from optimizer.engine.island import CHUNK, Island
from optimizer.engine.islands import OnBest, share_of
from optimizer.engine.meals import shared_out
from optimizer.engine.neighbourhoods import neighbourhoods
from optimizer.engine.runs import Runs
from optimizer.engine.state import Best, empty_best
from optimizer.stop import Stop

LARGE = 1_000
"""Nodes from which on an instance is divided."""
ROUNDS = (0.3, 0.5, 0.65, 0.8, 0.9, 1.0)
"""Shares of the effort after which borders change."""
LAST = 0.1
"""Share of each further round, if there is effort left."""
UNLIMITED = 10.0
"""Seconds of a round where nobody says how long the search may take."""
COOLER = 0.6
"""Initial temperature of a round, as a share of that of the round before."""


class Task(NamedTuple):
    """One neighbourhood's part of a round."""

    near: Neighbourhood
    instance: Instance
    runs: Runs
    seed: int
    share: float
    """Of the round's effort."""


def best_of_large(
    whole: Instance,
    rides: Matrices,
    stop: Stop,
    seed: int,
    runs: Runs,
    on_best: OnBest,
    *,
    threads: int,
) -> Best:
    """Search until told to stop, from the trips ``runs``; ``whole.ride`` is not used."""
    rng = np.random.default_rng(seed)
    solution = empty_best(whole)
    solution.day.cost = np.where(whole.rider.had > 0, whole.weights[0].changed_rider, 0)
    carrier = _carriers(whole, runs)
    iterations, begun = 0, 0.0
    for number in count():
        if number > 0 and stop.reached(iterations):
            break
        until = ROUNDS[min(number, len(ROUNDS) - 1)]
        slots = solution.visited.trip // whole.trips
        carrier = carrier if number == 0 else np.where(solution.visited.trip < 0, -1, slots)
        tasks = _tasks(whole, rides, solution, carrier, runs if number == 0 else (), rng)
        if not tasks:
            break
        effort = _Effort(stop, until - begun or LAST, threads)
        with ThreadPoolExecutor(threads) as pool:
            play = partial(
                _plan, solution=solution, slots=whole.trips, effort=effort, number=number
            )
            results = list(pool.map(play, tasks))
        for task, (part, _) in zip(tasks, results, strict=True):
            put_back(solution, task.near, whole.trips, part)
        iterations += max(1, sum(done for _, done in results) // threads)
        begun = until
        price(whole, solution)
        on_best(iterations, solution)
    return solution


class _Effort(NamedTuple):
    """What a round may spend."""

    stop: Stop
    share: float
    threads: int

    def of(self, task: Task) -> Stop:
        """The task's part of the round."""
        mine = Stop(requested=self.stop.requested)
        if self.stop.iterations is not None:
            total = self.stop.iterations * self.share * self.threads
            mine.iterations = max(1, round(total * task.share))
        if self.stop.seconds is not None:
            total = self.stop.seconds * self.share * self.threads
            mine.seconds = min(total * task.share, self.stop.remaining())
        if self.stop.iterations is None and self.stop.seconds is None:
            mine.seconds = UNLIMITED * self.threads * task.share
        return mine


def _tasks(
    whole: Instance,
    rides: Matrices,
    solution: Best,
    carrier: Numbers,
    runs: Runs,
    rng: np.random.Generator,
) -> list[Task]:
    parts = neighbourhoods(whole, rides, solution, carrier, rng)
    parts = [near for near in parts if len(near.nodes) and len(near.riders)]
    inner = [_inner_runs(near, runs) for near in parts]
    drawing = _booked(whole, parts, inner) if runs else solution
    total = sum(len(near.nodes) for near in parts)
    meals = shared_out(whole, rides, drawing, parts)
    return [
        Task(
            near,
            cut(whole, rides, drawing, near, mine),
            begin,
            int(rng.integers(1 << 62)),
            len(near.nodes) / total,
        )
        for near, begin, mine in zip(parts, inner, meals, strict=True)
    ]


def _booked(whole: Instance, parts: Sequence[Neighbourhood], inner: Sequence[Runs]) -> Best:
    """What the trips draw from which the parts begin, as a solution that knows no times."""
    booked = empty_best(whole)
    for near, runs in zip(parts, inner, strict=True):
        made = np.zeros(len(near.riders), np.int64)
        for rider, canteen, nodes in runs:
            if len(nodes) == 0 or made[rider] == whole.trips:
                continue
            slot = near.riders[rider] * whole.trips + made[rider]
            made[rider] += 1
            booked.visited.trip[near.nodes[nodes]] = slot
            booked.trip.first[slot] = near.nodes[nodes[0]]
            booked.trip.canteen[slot] = near.canteens[canteen]
    return booked


def _plan(task: Task, solution: Best, slots: int, effort: _Effort, number: int) -> tuple[Best, int]:
    """Search one neighbourhood; its best solution and the iterations."""
    island = Island(task.instance, task.seed, heat=COOLER**number)
    stop = effort.of(task)
    if number == 0:
        island.start(task.runs, stop)
    else:
        island.resume(part_of(solution, task.near, slots))
    done = 0
    while not stop.reached(done):
        chunk = CHUNK if stop.iterations is None else min(CHUNK, stop.iterations - done)
        island.run(chunk, share_of(stop, done))
        done += chunk
    return island.best, done


def price(whole: Instance, solution: Best) -> None:
    """Set the total cost of a solution put together from parts."""
    missing = int(whole.node.weight[solution.visited.trip < 0].sum())
    longest = int(solution.day.paid.max(initial=0))
    days = int(solution.day.cost.sum())
    solution.cost[:] = missing + days + int(whole.weights[0].longest) * longest, missing


def _carriers(whole: Instance, runs: Runs) -> Numbers:
    carrier = np.full(len(whole.node), -1, np.int64)
    for rider, _, nodes in runs:
        carrier[nodes] = rider
    return carrier


def _inner_runs(near: Neighbourhood, runs: Runs) -> Runs:
    """Those of the trips that lie inside, in the neighbourhood's numbers."""
    rider = {int(r): k for k, r in enumerate(near.riders)}
    canteen = {int(c): k for k, c in enumerate(near.canteens)}
    node = {int(v): k for k, v in enumerate(near.nodes)}
    return [
        (rider[r], canteen[c], np.array([node[int(v)] for v in nodes if int(v) in node], np.int64))
        for r, c, nodes in runs
        if r in rider and c in canteen
    ]
