"""The engine's search on one core, with temperatures in the unit of the instance.

A strategy anneals between temperatures that suit the seconds of a canteen's costs. Standard sets
count in tenths or thousandths of a unit of distance, so here temperatures are told in rides.
"""

from __future__ import annotations

import numpy as np

from optimizer.engine import search
from optimizer.engine.instance import Instance
from optimizer.engine.island import CHUNK, Island
from optimizer.engine.islands import share_of
from optimizer.engine.runs import Found, found
from optimizer.stop import Stop

HOT, COLD = 1.0, 0.1
"""First and last temperature, in rides to a near client."""
NEAR = 10


def best_solution(instance: Instance, stop: Stop, seed: int, *, complete: bool) -> Found:
    """The cheapest solution found until told to stop.

    ``complete``: every client must be served; while one is absent, absences count first.
    """
    island = Island(instance, seed)
    island.start((), stop)
    ride = typical_ride(instance)
    done = 0
    while len(instance.node) > 0 and not stop.reached(done):
        size = CHUNK if stop.iterations is None else min(CHUNK, stop.iterations - done)
        temperature = ride * HOT * (COLD / HOT) ** share_of(stop, done)
        search.improve(
            instance,
            island.state,
            island.journal,
            island.best,
            island.elite,
            size,
            temperature,
            temperature,
            complete,
        )
        done += size
    return found(island.best)[0]


def typical_ride(instance: Instance) -> float:
    """Mean cost of the ride from a client to one of the nearest others, at least 1."""
    near = instance.near[:, :NEAR]
    origin = np.broadcast_to(np.arange(len(near))[:, None], near.shape)
    place = instance.node.enter
    rides = instance.ride[0, place[origin], place[near]][near >= 0]
    price = int(instance.weights[0].riding)
    return max(1.0, price * float(rides.mean())) if rides.size else 1.0
