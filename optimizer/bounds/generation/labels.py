"""Pricing trips: the least reduced cost of a trip by its length, compiled.

A label is a partial trip that has just begun service at a visit: seconds since loading began, cost
apart from paid time, boxes, and the visits that it may not return to. All trips whose loading
begins within one bucket of time are labelled together: whatever a window forbids to all of them is
forbidden, nothing else. Returning is forbidden as long as all visits since lie in each other's
neighbourhoods: ng-routes (Baldacci, Mingozzi and Roberti 2011). Labels of one visit within one
cell of seconds beyond ``slots`` are merged into one that is no worse than either, as in relaxed
decision diagrams (Bergman, Cire, van Hoeve and Hooker 2016). So every trip of the problem has a
label that is no longer, no dearer and no less free: values are lower bounds whatever the slots.
"""

from __future__ import annotations

from optimizer.bounds.generation.arrays import (
    BOXES,
    NEVER,
    SERVICE,
    Ahead,
    Bucket,
    Found,
    Pool,
    Site,
    Weights,
)
from optimizer.bounds.generation.jit import entry, inner
from optimizer.bounds.generation.pool import covers, settle
from optimizer.bounds.generation.steps import at, sets_out, start

LOOK_BACK = 6
"""Cells in which a shorter label is looked for that makes a label needless."""


@entry
def price(
    site: Site,
    weights: Weights,
    bucket: Bucket,
    ahead: Ahead,
    bound: int,
    pool: Pool,
    found: Found,
) -> None:
    """Fill ``found`` with the cheapest trips of a bucket that can cost less than ``bound``."""
    _, cells, width = pool.time.shape
    doors = site.doors
    pool.count[:] = 0
    found.value[:] = NEVER
    for visit in site.allowed:
        if not sets_out(site, bucket, visit) or doors[visit, BOXES] > site.boxes:
            continue
        since = start(site, bucket, visit, site.first[visit])
        if since < 0:
            continue
        cell = since // bucket.width
        rest = at(site, weights, visit, bucket.begins + since, since) - ahead.prize[visit]
        if rest + weights.paid * since + ahead.least[visit, cell] >= bound:
            continue
        slot = pool.count[visit, cell]
        pool.time[visit, cell, slot] = since
        pool.rest[visit, cell, slot] = rest
        pool.load[visit, cell, slot] = doors[visit, BOXES]
        pool.been[visit, cell, slot, 0] = site.bit[visit, 0]
        pool.been[visit, cell, slot, 1] = site.bit[visit, 1]
        pool.origin[visit, cell, slot] = -1
        pool.ripe[visit, cell, slot] = False
        settle(pool, weights.paid, visit, cell)
    for cell in range(cells):
        for _ in range(len(site.allowed)):
            again = False
            for visit in site.allowed:
                slot = 0
                while slot < pool.count[visit, cell]:
                    if not pool.ripe[visit, cell, slot]:
                        pool.ripe[visit, cell, slot] = True
                        if not _needless(pool, visit, cell, slot):
                            label = (visit * cells + cell) * width + slot
                            _finish(site, weights, bucket, pool, found, label)
                            again |= _extend(site, weights, bucket, ahead, bound, pool, label)
                    slot += 1
            if not again:
                break
    _trace(pool, found)


@inner
def _extend(
    site: Site,
    weights: Weights,
    bucket: Bucket,
    ahead: Ahead,
    bound: int,
    pool: Pool,
    label: int,
) -> bool:
    """Go on from a label to every visit; whether one of them begins in the same cell."""
    _, cells, width = pool.time.shape
    visit, cell, slot = label // (cells * width), label // width % cells, label % width
    doors = site.doors
    leave = pool.time[visit, cell, slot] + doors[visit, SERVICE]
    rest, load = pool.rest[visit, cell, slot], pool.load[visit, cell, slot]
    low, high = pool.been[visit, cell, slot, 0], pool.been[visit, cell, slot, 1]
    same = False
    for goal in site.allowed:
        if (low & site.bit[goal, 0]) | (high & site.bit[goal, 1]) != 0:
            continue
        if load + doors[goal, BOXES] > site.boxes:
            continue
        since = start(site, bucket, goal, leave + site.ride[visit, goal])
        if since < 0:
            continue
        there = since // bucket.width
        more = rest - ahead.prize[goal] + at(site, weights, goal, bucket.begins + since, since)
        onward = ahead.least[goal, there]
        if ahead.then[goal, there] == visit:
            onward = ahead.second[goal, there]
        if more + weights.paid * since + onward >= bound:
            continue
        new = pool.count[goal, there]
        pool.time[goal, there, new] = since
        pool.rest[goal, there, new] = more
        pool.load[goal, there, new] = load + doors[goal, BOXES]
        pool.been[goal, there, new, 0] = (low & site.near[goal, 0]) | site.bit[goal, 0]
        pool.been[goal, there, new, 1] = (high & site.near[goal, 1]) | site.bit[goal, 1]
        pool.origin[goal, there, new] = label
        pool.ripe[goal, there, new] = False
        settle(pool, weights.paid, goal, there)
        same |= there == cell
    return same


@inner
def _needless(pool: Pool, visit: int, cell: int, slot: int) -> bool:
    """Whether a shorter label of the same visit makes this one needless."""
    for before in range(max(0, cell - LOOK_BACK), cell):
        for other in range(pool.count[visit, before]):
            if covers(pool, other, slot, visit, (before, cell)):
                return True
    return False


@inner
def _finish(
    site: Site, weights: Weights, bucket: Bucket, pool: Pool, found: Found, label: int
) -> None:
    """End a trip after its last service, at every canteen, and the day with it at home."""
    _, cells, width = pool.time.shape
    visit, cell, slot = label // (cells * width), label // width % cells, label % width
    end = pool.time[visit, cell, slot] + site.doors[visit, SERVICE]
    goals = site.back.shape[0]
    for row in range(goals + 1):
        span = end + site.back[row % goals, visit]
        if bucket.begins + span > site.shift_end:
            continue
        value = pool.rest[visit, cell, slot] + weights.paid * span
        column = span // bucket.width if row < goals else cell
        if value < found.value[row, column]:
            found.value[row, column] = value
            found.label[row, column] = label


@inner
def _trace(pool: Pool, found: Found) -> None:
    """Write the visits of every trip found, those of long detours only in part."""
    _, cells, width = pool.time.shape
    goals, lengths, most = found.path.shape
    for goal in range(goals):
        for long in range(lengths):
            if found.value[goal, long] >= NEVER:
                continue
            label, size = found.label[goal, long], 0
            while label >= 0 and size < most:
                visit = label // (cells * width)
                found.path[goal, long, size] = visit
                size += 1
                label = pool.origin[visit, label // width % cells, label % width]
            for k in range(size // 2):
                other = size - 1 - k
                swapped = found.path[goal, long, k]
                found.path[goal, long, k] = found.path[goal, long, other]
                found.path[goal, long, other] = swapped
            for k in range(size, most):
                found.path[goal, long, k] = -1
