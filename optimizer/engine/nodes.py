"""Arrays of nodes: what rides together, when it may be served, what it costs to leave out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.instance import MEMBER, NODE, SEGMENT, Table, table
from optimizer.engine.previous import Rounds
from optimizer.engine.segments import FAR
from optimizer.problem import Problem
from optimizer.timing.day import latest_limits, opening
from optimizer.timing.insertion import weight_of
from optimizer.timing.pins import Block, Pins
from optimizer.timing.segment import Segment, visit_segment


def nodes(
    problem: Problem,
    pins: Pins,
    blocks: Sequence[Block],
    bounds: NDArray[np.int64],
    before: Rounds,
) -> Table:
    """NODE of every block; ``bounds``: where each block's entries in ``apart`` begin and end."""
    rows = table(NODE, len(blocks))
    locked = {
        visit: (trip, rank)
        for trips in pins.days.values()
        for trip, visits in enumerate(trips)
        for rank, visit in enumerate(visits)
    }
    begun = {rider.id: len(rider.frozen) for rider in problem.riders}
    first = 0
    for row, block in zip(rows, blocks, strict=True):
        visits = [problem.visit[name] for name in block]
        row.boxes = sum(visit.boxes for visit in visits)
        row.weight = weight_of(problem, block)
        row.enter = problem.location_index[visits[0].location]
        row.leave = problem.location_index[visits[-1].location]
        row.serving = sum(visit.service_seconds for visit in visits)
        row.members, row.members_end = first, first + len(block)
        first += len(block)
        row.label, row.rank = locked.get(block[0], (-1, -1))
        row.pin = next((trip - begun[rider] for rider, trip in pins.trips_of(block)), -1)
    rows.apart, rows.apart_end = bounds[:-1], bounds[1:]
    rows.owner, rows.behind = before.owner, before.behind
    return rows


def segments(problem: Problem, blocks: Sequence[Block], profiles: Sequence[str]) -> Table:
    """SEGMENT of every block by itself, shape (profiles, blocks)."""
    rows = table(SEGMENT, len(profiles), len(blocks))
    for row, profile in zip(rows, profiles, strict=True):
        for cell, block in zip(row, blocks, strict=True):
            whole, place, onboard = Segment(), "", 0
            for name in block:
                visit = problem.visit[name]
                ride = problem.seconds(profile, place, visit.location) if place else 0
                onboard += whole.duration + ride
                window, limit = latest_limits(problem, visit)
                whole = whole.then(ride, visit_segment(visit, window, limit))
                place = visit.location
            slack = whole.slack if whole.broken is None else -FAR
            cell.duration, cell.earliest, cell.latest = whole.duration, whole.earliest, whole.latest
            cell.slack, cell.gap, cell.released = slack, whole.gap, whole.released
            cell.onboard, cell.visits = onboard, len(block)
    return rows


def members(
    problem: Problem, blocks: Sequence[Block], profiles: Sequence[str]
) -> tuple[Table, NDArray[np.int32]]:
    """MEMBER of all visits, block by block, and the rides to them inside their blocks."""
    names = [name for block in blocks for name in block]
    rows = table(MEMBER, len(names))
    reach = np.zeros((len(profiles), len(names)), np.int32)
    at = 0
    for block in blocks:
        for rank, name in enumerate(block):
            visit, row = problem.visit[name], rows[at]
            row.opens, row.closes = opening(problem, visit), visit.window[1]
            row.wanted, row.due = visit.preferred or (-FAR, FAR)
            row.service = visit.service_seconds
            if rank > 0:
                before = problem.visit[block[rank - 1]].location
                reach[:, at] = [problem.seconds(p, before, visit.location) for p in profiles]
            at += 1
    return rows, reach


def meals(problem: Problem, blocks: Sequence[Block], limited: Sequence[str]) -> NDArray[np.int64]:
    """Meals of the ``limited`` diets, shape (blocks, diets)."""
    counts = np.zeros((len(blocks), len(limited)), np.int64)
    for number, block in enumerate(blocks):
        for column, diet in enumerate(limited):
            counts[number, column] = sum(problem.visit[v].meals.get(diet, 0) for v in block)
    return counts


def apart(pins: Pins, blocks: Sequence[Block]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each block those it may not share a trip with, end to end, and where each begins."""
    number = {visit: k for k, block in enumerate(blocks) for visit in block}
    others: list[set[int]] = [set() for _ in blocks]
    for group in pins.apart:
        together = {number[visit] for visit in group if visit in number}
        for k in together:
            others[k] |= together - {k}
    bounds = np.cumsum([0, *map(len, others)], dtype=np.int64)
    flat = [k for row in others for k in sorted(row)]
    return np.array(flat, np.int64), bounds
