"""All places where one rider could serve one more block: positions on runs, and new runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from optimizer.explain.fit.chain import Before, Chain, Onward, Roads, chain_of
from optimizer.explain.fit.limits import VisitLimits
from optimizer.explain.fit.runs import Parts, Seconds, TimedRun, timed_run, untimely
from optimizer.explain.fit.slots import RiderSlots, Slots, matrix
from optimizer.policy import Policy
from optimizer.problem import Canteen, Problem
from optimizer.timing.segment import FAR, Segment
from optimizer.timing.static_rules import Run

Fields = dict[str, Seconds | int]
"""Values of ``Slots`` by name."""

UNTIMELY = Slots._fields.index("untimely")

NOTHING = {
    f"{side}_{name}": value
    for side in ("head", "tail")
    for name, value in Segment()._asdict().items()
    if name in Parts._fields
}
"""What is before and after the only stop of a run."""


def slots_of(
    problem: Problem, row: int, runs: Sequence[Run], limits: Mapping[str, VisitLimits]
) -> RiderSlots:
    """Every place in the day of the rider in ``row``."""
    rider = problem.riders[row]
    roads = Roads(problem, rider, np.asarray(problem.travel[rider.profile].seconds))
    canteens = [problem.canteen[run.canteen] for run in runs]
    timed = [
        _timed(run, canteen, roads, limits) for run, canteen in zip(runs, canteens, strict=True)
    ]
    chain = chain_of(roads, canteens, timed)
    late = [
        _untimely(problem.policy, run, roads.ready(before, canteen))
        for run, canteen, before in zip(timed, canteens, chain.before, strict=False)
    ]
    common: Fields = {
        "rider": row,
        "onboard": sum(run.onboard for run in timed),
        "untimely": sum(int(costs[-1]) for costs in late),
        "paid": chain.paid,
    }
    parts, pairs, columns = [matrix(common, 0)], [np.empty((5, 0), np.int64)], 0
    for number, (run, canteen) in enumerate(zip(timed, canteens, strict=True)):
        size = len(run.places) + 1
        parts.append(matrix(common | _inside(roads, chain, number, run, canteen), size))
        # stops before the place stay as early as they are, those after it may not
        parts[-1][UNTIMELY] += late[number] - late[number][-1]
        pairs.append(np.array(run.pairs._replace(position=run.pairs.position + columns)))
        columns += size
    if len(rider.frozen) + len(runs) < rider.max_trips:
        parts += [matrix(common | new, 1) for new in _new_runs(roads, chain)]
    return RiderSlots(np.concatenate(parts, axis=1), np.concatenate(pairs, axis=1))


def _timed(run: Run, canteen: Canteen, roads: Roads, limits: Mapping[str, VisitLimits]) -> TimedRun:
    visits = [limits[name] for name in run.visits]
    places = [roads.row(canteen), *(visit.place for visit in visits)]
    return timed_run(visits, roads.rides(places), canteen.loading_seconds)


def _untimely(policy: Policy, run: TimedRun, ready: int) -> Seconds:
    """What the stops before each position cost, if the run departs at ``ready``."""
    since, floor, liked, closes = (column[: len(run.places)] for column in run.pairs[1:])
    starts = np.maximum(ready + int(run.rides[0]) + since, floor)
    return np.append(0, np.cumsum(untimely(policy, starts, liked, closes)))


def _inside(roads: Roads, chain: Chain, number: int, run: TimedRun, canteen: Canteen) -> Fields:
    """The places on a run: before each of its stops, and after the last."""
    before, onward, stops = chain.before[number], chain.onward[number + 1], len(run.places)
    home = roads.ride(int(run.places[-1]), onward.place)
    tail = np.arange(stops, -1, -1)
    return {
        "number": number,
        "position": np.arange(stops + 1),
        "canteen": roads.canteen_row(canteen),
        "before": np.append(roads.row(canteen), run.places),
        "onward": np.append(run.places, onward.place),
        "tail": tail,
        "straight": np.append(run.rides, home),
        "ride_on": np.where(tail > 0, home, 0),
        "boxes": roads.rider.boxes - run.boxes,
        "released": run.released,
        "after": chain.stops[number + 1],
        "ready": roads.ready(before, canteen),
        "lead": before.begun + roads.lead(before, canteen),
        **_around(before, onward, canteen),
        **{f"head_{name}": part for name, part in run.heads._asdict().items()},
        **{f"tail_{name}": part for name, part in run.tails._asdict().items()},
    }


def _new_runs(roads: Roads, chain: Chain) -> Iterator[Fields]:
    """A run of its own at each rank, from each canteen where the rider may load."""
    for number, (before, onward) in enumerate(zip(chain.before, chain.onward, strict=True)):
        for name in roads.rider.loading_canteens():
            canteen = roads.problem.canteen[name]
            lead = roads.lead(before, canteen)
            yield {
                "number": number,
                "position": -1,
                "canteen": roads.canteen_row(canteen),
                "before": roads.row(canteen),
                "onward": onward.place,
                "tail": 0,
                "straight": roads.ride(before.place, onward.place) - lead,
                "ride_on": 0,
                "boxes": roads.rider.boxes,
                "released": -FAR,
                "after": chain.stops[number],
                "ready": roads.ready(before, canteen),
                "lead": before.begun + lead,
                **_around(before, onward, canteen),
                **NOTHING,
            }


def _around(before: Before, onward: Onward, canteen: Canteen) -> Fields:
    return {
        "loading": canteen.loading_seconds,
        "due": onward.due,
        "then_add": onward.add,
        "then_floor": onward.floor,
        "lead_cap": before.cap,
    }
