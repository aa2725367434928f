"""reinterpretcat's solver as a peer: each rider and wave a vehicle.

Builuk, "A new solver for rich Vehicle Routing Problem" (https://github.com/reinterpretcat/vrp,
doi 10.5281/zenodo.4624037; here the Python package vrp-cli 1.22). Its documentation models several
trips by reloads ("Multiple trips"), but limits the distance and time of a tour alone, not of a trip
between reloads. Tried on the sample canteen, that breaks FRESH at one stop in five, also with time
on board as a second load (``pace``); its experimental recharge stations would limit trips, but
bring no meals, and left more unserved. A vehicle per wave breaks it nowhere. In its pragmatic
format it then states exactly:

- BOXES, WINDOW, SHIFT, and CHAIN by waves; DIET, SKILL, CANTEEN and locks to riders by skills;
- FRESH for trips that need not wait: the distances are the clock on board (``terms``), and the
  distance limit of a tour is the on-board limit, where the last customer's limit is tightest;
- the hierarchy of the objective: weight of those served, their number, trips, then paid time.

Kitchens and preferred windows are not seen; nobody is served before the shortest ride from
RELEASED, though the trip may leave before it.

The package takes no first solution. So each run begins anew: first with everybody, then with one
rider less if everybody was served, else with another split; short runs are not divided. It takes no
seed either: runs with the same limit differ, and a warm start only sets the plan to beat. One
iteration is one generation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.peers.parts import parts_of
from benchmarks.peers.peer import Peer
from benchmarks.peers.pragmatic import question, tours_of
from benchmarks.peers.repair import Raw
from benchmarks.peers.waves import Found, Waves, raw_of, union
from benchmarks.peers.worker import Worker
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.texts import Text

RUNS = (0.5, 1.0)
"""Shares of the time after which a run ends."""

SHORT = 30.0
"""Seconds up to which one run has all the time: a second one would begin anew."""

FIRST = {
    "method": {"type": "nearest", "weight": 1},
    "alternatives": {"methods": [], "maxSize": 1, "quota": 0.05},
}
"""How a run begins. The package's own choice tries every place in every tour for several first
solutions; on the sample canteen one of them alone takes twice as long and leaves out more.
"""

BEGINNING, EACH_SECOND = 0.1, 200
"""Seconds that a run takes to begin, and generations that it makes in each one thereafter, roughly.

The package's limit is in whole seconds, too long for a part of a divided problem.
"""

MOST = 1_000_000
"""Generations where only time is limited; seconds where only generations are."""


class VrpCli(Peer):
    """reinterpretcat's solver, see the module."""

    name = "vrp_cli"
    worker = "benchmarks.peers.vrp_cli_worker"
    summary = Text("reinterpretcat/vrp 分波次，再修整", "reinterpretcat/vrp by waves, repaired")

    def proposals(
        self, problem: Problem, clock: Clock, seed: int, warm_start: Plan | None
    ) -> Iterator[Raw]:
        """What each round of runs gives, all parts together."""
        del warm_start  # the package takes none
        parts = [_Runs(Waves(part, seed)) for part in parts_of(problem, clock.stop)]
        with self._working() as worker:
            for share in _runs(clock):
                left = sum(len(part.waves.customers) for part in parts)
                for part in parts:
                    end = clock.at(share)
                    if not clock.is_past(end):
                        part.run(clock, worker, (end - clock.now()) / left)
                    left -= len(part.waves.customers)
                if any(part.best for part in parts):
                    yield union(raw_of(p.waves, p.best) for p in parts if p.best is not None)


class _Runs:
    """The runs for one part, and the best that they found."""

    def __init__(self, waves: Waves) -> None:
        self.waves = waves
        self.best: Found | None = None
        self._splits = waves.everybody(waves.candidates[0])

    def run(self, clock: Clock, worker: Worker, each: float) -> None:
        """One run, for so much time of each customer; then choose the splits of the next one."""
        slots = self.waves.slots(self._splits)
        if not slots:
            return
        config = _config(clock, each * len(self.waves.customers))
        asked = {**question(self.waves, slots), "config": config}
        answer = worker.ask(asked, lambda: clock.is_past(math.inf))
        if answer is None:
            return
        clock.iterations += _generations(answer, config)
        found = self.waves.found(self._splits, list(tours_of(slots, answer)))
        if self.best is None or found.cost < self.best.cost:
            self.best = found
        smaller = None if self.best.lost else self.waves.smaller(self.best)
        self._splits = smaller or self.waves.anew(self._splits)


def _runs(clock: Clock) -> Sequence[float]:
    seconds = clock.stop.seconds
    return RUNS if seconds is None or seconds > SHORT else RUNS[-1:]


def _config(clock: Clock, share: float) -> dict[str, Any]:
    """One thread, and this run's share of the seconds or generations that are left."""
    seconds, generations = min(share, MOST), float(MOST)
    if clock.stop.iterations is not None:
        seconds, generations = MOST, share
    elif seconds < 1:
        generations = EACH_SECOND * (seconds - BEGINNING)
    return {
        "termination": {
            "maxTime": max(1, math.floor(seconds)),
            "maxGenerations": max(1, math.floor(generations)),
        },
        "evolution": {"initial": FIRST},
        "environment": {"parallelism": {"numThreadPools": 1, "threadsPerPool": 1}},
        "telemetry": {"metrics": {"enabled": True}},
    }


def _generations(answer: dict[str, Any], config: dict[str, Any]) -> int:
    """How many the run made; all that were asked for where it does not say."""
    metrics = answer.get("extras", {}).get("metrics", {})
    asked: int = config["termination"]["maxGenerations"]
    made: int = metrics.get("generations", 0)
    return asked if asked < MOST else made
