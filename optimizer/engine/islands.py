"""Several searches side by side, one a core, that hand their best solutions on.

Exchanges happen at fixed numbers of iterations, so that the same seed, iterations and islands
give the same solution on any machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from optimizer.engine.instance import Instance
from optimizer.engine.island import CHUNK, Aim, Island
from optimizer.engine.runs import Found, Runs, found
from optimizer.engine.state import Best
from optimizer.stop import Stop

ROUND = 8
"""Chunks between two meetings of the islands."""
LOOKS = 40
"""Least number of chunks, if iterations allow."""
UNLIMITED = 60.0
"""Seconds of a course of the search where nobody says how long it may take."""

OnBest = Callable[[int, Best], None]
"""Told the iterations of each island and the best solution."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def best_solution(
    instance: Instance,
    stop: Stop,
    seed: int,
    runs: Runs,
    on_best: OnBest,
    *,
    threads: int,
    elite: int = 0,
    audited: bool = False,
) -> list[Found]:
    """Search until told to stop, from the trips ``runs``.

    Returns the best solution, and ``elite`` more of each island, cheapest first.
    """
    islands = [
        Island(instance, seed * 1_009 + k, elite=elite, audited=audited) for k in range(threads)
    ]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda island: island.start(runs, stop), islands))
        iterations = 0
        on_best(0, _leader(islands).best)
        searchable = len(instance.node) > 0 and len(instance.rider) > 0
        while searchable and not stop.reached(iterations):
            size = ROUND * CHUNK
            if stop.iterations is not None:
                size = min(size, stop.iterations - iterations)
            play = partial(_round, stop=stop, before=iterations, size=size)
            iterations += max(pool.map(play, islands))
            best = _leader(islands)
            for island in islands:
                if island.aim is not Aim.COST and island.best.cost[0] > best.best.cost[0]:
                    island.adopt(best)
            on_best(iterations, best.best)
    return found(_leader(islands).best, [island.elite for island in islands])


def _leader(islands: Sequence[Island]) -> Island:
    """The island with the cheapest solution."""
    return min(islands, key=lambda island: int(island.best.cost[0]))


def _round(island: Island, stop: Stop, before: int, size: int) -> int:
    """One island's part of a round; returns its iterations."""
    done = 0
    while done < size and not stop.reached(before + done):
        chunk = min(_chunk(stop), size - done)
        island.run(chunk, share_of(stop, before + done))
        done += chunk
    return done


def _chunk(stop: Stop) -> int:
    """Iterations between two looks at the clock: fewer where few are allowed, for all aims."""
    return CHUNK if stop.iterations is None else min(CHUNK, max(1, stop.iterations // LOOKS))


def share_of(stop: Stop, iterations: int) -> float:
    """Share of the effort that is spent."""
    if stop.iterations is not None:
        return iterations / stop.iterations
    if stop.seconds is None:
        return (stop.elapsed() % UNLIMITED) / UNLIMITED
    return min(1.0, stop.elapsed() / stop.seconds)
