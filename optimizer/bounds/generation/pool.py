"""Keeping labels of one visit in one cell: dominance, and merging what is too much. Compiled."""

from __future__ import annotations

from optimizer.bounds.generation.arrays import Pool
from optimizer.bounds.generation.jit import inner


@inner
def covers(pool: Pool, better: int, worse: int, visit: int, cells: tuple[int, int]) -> bool:
    """Whether the label ``better`` of the first cell makes ``worse`` of the second needless."""
    one, two = cells
    return bool(
        pool.rest[visit, one, better] <= pool.rest[visit, two, worse]
        and pool.time[visit, one, better] <= pool.time[visit, two, worse]
        and pool.load[visit, one, better] <= pool.load[visit, two, worse]
        and pool.been[visit, one, better, 0] & ~pool.been[visit, two, worse, 0] == 0
        and pool.been[visit, one, better, 1] & ~pool.been[visit, two, worse, 1] == 0
    )


@inner
def _copy(pool: Pool, visit: int, cell: int, origin: int, goal: int) -> None:
    pool.time[visit, cell, goal] = pool.time[visit, cell, origin]
    pool.rest[visit, cell, goal] = pool.rest[visit, cell, origin]
    pool.load[visit, cell, goal] = pool.load[visit, cell, origin]
    pool.been[visit, cell, goal, 0] = pool.been[visit, cell, origin, 0]
    pool.been[visit, cell, goal, 1] = pool.been[visit, cell, origin, 1]
    pool.origin[visit, cell, goal] = pool.origin[visit, cell, origin]
    pool.ripe[visit, cell, goal] = pool.ripe[visit, cell, origin]


@inner
def _merge(pool: Pool, paid: int, visit: int, cell: int, one: int, two: int) -> None:
    """Make ``one`` no worse than either; it is traced back the way of the cheaper."""
    time, rest, load, been = pool.time, pool.rest, pool.load, pool.been
    value = rest[visit, cell, one] + paid * time[visit, cell, one]
    other = rest[visit, cell, two] + paid * time[visit, cell, two]
    if other < value:
        pool.origin[visit, cell, one] = pool.origin[visit, cell, two]
    time[visit, cell, one] = min(time[visit, cell, one], time[visit, cell, two])
    rest[visit, cell, one] = min(rest[visit, cell, one], rest[visit, cell, two])
    load[visit, cell, one] = min(load[visit, cell, one], load[visit, cell, two])
    been[visit, cell, one, 0] &= been[visit, cell, two, 0]
    been[visit, cell, one, 1] &= been[visit, cell, two, 1]
    pool.ripe[visit, cell, one] = False


@inner
def settle(pool: Pool, paid: int, visit: int, cell: int) -> None:
    """Take in the label that stands behind the last one: dominance, or the two worst merged."""
    count, slots = pool.count[visit, cell], pool.time.shape[2] - 1
    kept = 0
    for slot in range(count):
        if covers(pool, slot, count, visit, (cell, cell)):
            return
    for slot in range(count):
        if not covers(pool, count, slot, visit, (cell, cell)):
            if kept < slot:
                _copy(pool, visit, cell, slot, kept)
            kept += 1
    if kept < count:
        _copy(pool, visit, cell, count, kept)
    pool.count[visit, cell] = kept + 1
    if kept < slots:
        return
    worst, second = -1, -1
    for slot in range(kept + 1):
        value = pool.rest[visit, cell, slot] + paid * pool.time[visit, cell, slot]
        if (
            worst < 0
            or value > pool.rest[visit, cell, worst] + paid * pool.time[visit, cell, worst]
        ):
            worst, second = slot, worst
        elif (
            second < 0
            or value > pool.rest[visit, cell, second] + paid * pool.time[visit, cell, second]
        ):
            second = slot
    _merge(pool, paid, visit, cell, worst, second)
    if second < kept:
        _copy(pool, visit, cell, kept, second)
    pool.count[visit, cell] = kept
