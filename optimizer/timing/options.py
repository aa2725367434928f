"""A trip as a function of its departure, second by second.

Before the earliest departure without waiting the trip waits on the way, which is rarely better
but sometimes all that is left: a bay is taken later, or an early stop would become late.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.problem import Canteen, Problem, Rider, Visit, Window
from optimizer.timing.day import limits, trip_segment

Seconds = NDArray[np.int64]


class Options(NamedTuple):
    """Every departure that keeps the rules of its own trip, and what follows from it.

    Arrays of one length: ``depart`` increases; ``end`` is the end of the last service; ``cost``
    is what its stops cost early, late, thin in slack and on board, in hundredths of a second.
    """

    depart: Seconds
    end: Seconds
    cost: Seconds


def options_of(
    problem: Problem, rider: Rider, canteen: Canteen, visits: Sequence[str], within: Window
) -> Options:
    """All options of a trip ``within`` two departures; strict limits where they can be kept."""
    strict = _allowed(problem, rider, canteen, visits, within, widened=False)
    if problem.policy.emergency is None:
        return _options(problem, rider, canteen, visits, strict, widened=False)
    wide = _allowed(problem, rider, canteen, visits, within, widened=True)
    parts = [
        _options(problem, rider, canteen, visits, departs, widened=widened)
        for departs, widened in ((strict, False), (np.setdiff1d(wide, strict), True))
    ]
    joined = Options(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    order = np.argsort(joined.depart)
    return Options(*(column[order] for column in joined))


def worthwhile(options: Options) -> Options:
    """Without departures that are no cheaper and end no earlier than a second later."""
    useless = (options.end[:-1] == options.end[1:]) & (options.cost[:-1] >= options.cost[1:])
    useless &= np.diff(options.depart) == 1
    return Options(*(column[np.append(~useless, True)] for column in options))


def _allowed(
    problem: Problem,
    rider: Rider,
    canteen: Canteen,
    visits: Sequence[str],
    within: Window,
    *,
    widened: bool,
) -> Seconds:
    """Departures that keep WINDOW, FRESH and RELEASED."""
    segment = trip_segment(problem, rider, canteen, visits, widened=widened)
    if segment.refusal() is not None:
        return np.empty(0, np.int64)
    first = max(segment.gap, segment.released, within[0])
    return np.arange(first, min(segment.latest, within[1]) + 1, dtype=np.int64)


def _options(
    problem: Problem,
    rider: Rider,
    canteen: Canteen,
    visits: Sequence[str],
    departs: Seconds,
    *,
    widened: bool,
) -> Options:
    stops = [problem.visit[name] for name in visits]
    ridden, waited, place = [0], [0], canteen.location
    for visit in stops:
        ride = problem.seconds(rider.profile, place, visit.location)
        opens = limits(problem, visit, widened=widened)[0][0]
        ridden[-1] += ride
        waited[-1] = max(waited[-1] + ride, opens)
        ridden.append(ridden[-1] + visit.service_seconds)
        waited.append(waited[-1] + visit.service_seconds)
        place = visit.location
    # a start is either ridden to without waiting, or bound by some window before
    reached = np.maximum(departs[:, None] + ridden, waited)
    starts = reached[:, :-1]
    onboard = (starts - departs[:, None]).sum(1) + canteen.loading_seconds * len(stops)
    cost = problem.policy.onboard_percent * onboard + _untimely(problem, stops, starts)
    return Options(departs, reached[:, -1], cost)


def _untimely(problem: Problem, stops: Sequence[Visit], starts: Seconds) -> Seconds:
    """Cost of early, late and thin starts; ``starts`` has a column for each stop."""
    policy = problem.policy
    liked = [column for column, visit in enumerate(stops) if visit.preferred is not None]
    preferred = np.array([stops[column].preferred for column in liked], np.int64).reshape(-1, 2)
    early = np.maximum(preferred[:, 0] - starts[:, liked], 0).sum(1)
    late = np.maximum(starts[:, liked] - preferred[:, 1], 0).sum(1)
    closes = np.array([visit.window[1] for visit in stops], np.int64)
    left = np.maximum(closes - starts, 0)
    thin = np.maximum(policy.slack_seconds - left, 0).sum(1)
    cost: Seconds = policy.early_percent * early + policy.late_percent * late
    cost += policy.slack_percent * thin
    return cost
