"""reinterpretcat's solver as a peer: each rider a vehicle that loads again.

Builuk, "A new solver for rich Vehicle Routing Problem" (https://github.com/reinterpretcat/vrp,
doi 10.5281/zenodo.4624037; here the Python package vrp-cli 1.22). Its documentation models several
trips by reloads ("Multiple trips"), so that a tour is a rider's day and fewest tours are fewest
riders. In its pragmatic format it then states exactly:

- BOXES, WINDOW, SHIFT, TRIPS (a reload for each trip after the first) and CHAIN, loading included;
- DIET, SKILL, CANTEEN and locks to riders by skills of riders who load at one canteen; shares of a
  kitchen's meals by a shared reload resource are not used, for they do not count the first load;
- the hierarchy of the objective: weight of those served, their number, riders, then paid time.

It limits the time of a tour, not of a trip between reloads. So FRESH is a second load (``pace``),
as long as the trips are likely to take, learned from a short first run; a bound on the tour's time
is that of all its trips. Its experimental recharge stations would limit trips, but do not bring
meals: tried on the sample canteen, they left some unserved for which there was room. Shifts as
waves need more riders there. Kitchens and preferred windows are not seen; nobody is served before
the shortest ride from RELEASED, though the trip may leave before it.

The package takes no seed and no first solution: runs with the same limit differ, and a warm start
only sets the plan to beat. One iteration is one generation of its search.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from benchmarks.peers.parts import parts_of
from benchmarks.peers.peer import Peer
from benchmarks.peers.pragmatic import Pragmatic
from benchmarks.peers.repair import Raw
from benchmarks.peers.waves import union
from benchmarks.peers.worker import Worker
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.texts import Text

RUNS = (0.25, 1.0)
"""Shares of the time after which a run ends: the first one teaches the pace of trips."""

MOST = 1_000_000
"""Generations where only time is limited; seconds where only generations are."""


class VrpCli(Peer):
    """reinterpretcat's solver, see the module."""

    name = "vrp_cli"
    summary = Text(
        "reinterpretcat/vrp 多趟装载，再修整", "reinterpretcat/vrp with reloads, repaired"
    )

    def proposals(
        self, problem: Problem, clock: Clock, seed: int, warm_start: Plan | None
    ) -> Iterator[Raw]:
        """What each round of runs gives, all parts together."""
        del seed, warm_start  # the package takes neither
        parts = [Pragmatic(part) for part in parts_of(problem, clock.stop)]
        parts = [part for part in parts if part.crew]
        days: dict[int, Raw] = {}
        with Worker("benchmarks.peers.vrp_cli_worker") as worker:
            for share in RUNS:
                left = sum(len(part.customers) for part in parts)
                for number, part in enumerate(parts):
                    end = clock.at(share)
                    if clock.is_past(end):
                        break
                    mine = (end - clock.now()) * len(part.customers) / left
                    left -= len(part.customers)
                    config = _config(clock, mine)
                    asked = {**part.question(), "config": config}
                    answer = worker.ask(asked, lambda: clock.is_past(math.inf))
                    if answer is not None:
                        clock.iterations += _generations(answer, config)
                        days[number] = part.days(answer)
                if days:
                    yield union(days.values())


def _config(clock: Clock, share: float) -> dict[str, Any]:
    """One thread, and this run's share of the seconds or generations that are left."""
    counted = clock.stop.iterations is not None
    seconds = MOST if counted else max(1, math.floor(min(share, MOST)))
    return {
        "termination": {
            "maxTime": seconds,
            "maxGenerations": max(1, math.floor(share)) if counted else MOST,
        },
        "environment": {"parallelism": {"numThreadPools": 1, "threadsPerPool": 1}},
        "telemetry": {"metrics": {"enabled": True}},
    }


def _generations(answer: dict[str, Any], config: dict[str, Any]) -> int:
    """How many the run made; all that were asked for where it does not say."""
    metrics = answer.get("extras", {}).get("metrics", {})
    asked: int = config["termination"]["maxGenerations"]
    made: int = metrics.get("generations", 0)
    return asked if asked < MOST else made
