"""When service begins on a trip and what it costs, and whole trips. Compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizer.bounds.generation.arrays import (
    BOXES,
    CLOSES,
    ENDS,
    EXTRA,
    ONBOARD,
    OPENS,
    PREFERRED,
    RELEASED,
    SERVICE,
    Bucket,
    Site,
    Weights,
)
from optimizer.bounds.generation.jit import entry, inner


@inner
def at(site: Site, weights: Weights, door: int, moment: int, since: int) -> int:
    """The cost of beginning service at ``moment``, ``since`` seconds after loading began."""
    doors = site.doors
    late = max(0, moment - doors[door, PREFERRED])
    slack = max(0, doors[door, ENDS] - moment)
    thin = max(0, weights.slack - slack)
    cost = weights.onboard * since + weights.late * late + weights.thin * thin
    return int(doors[door, EXTRA] + cost)


@inner
def start(site: Site, bucket: Bucket, door: int, since: int) -> int:
    """Seconds since loading when service can begin after arriving at ``since``; -1: never."""
    latest = bucket.begins + bucket.seconds - 1
    begin = max(since, site.doors[door, OPENS] - latest)
    if begin > site.doors[door, ONBOARD] or bucket.begins + begin > site.doors[door, CLOSES]:
        return -1
    return int(begin)


@inner
def sets_out(site: Site, bucket: Bucket, door: int) -> bool:
    """Whether a trip of the bucket may begin with a visit; it never waits there.

    Who would wait can load later instead, which costs no more.
    """
    latest = bucket.begins + bucket.seconds - 1
    opens, released = site.doors[door, OPENS], site.doors[door, RELEASED]
    return bool(opens <= latest + site.first[door] and released <= latest + site.loading)


@entry
def drive(
    site: Site, weights: Weights, bucket: Bucket, path: NDArray[np.int16], goal: int
) -> tuple[int, int]:
    """Cost apart from paid time, and length in seconds, of one trip; (-1, -1) if it cannot be."""
    since, rest, load = 0, 0, 0
    for k in range(len(path)):
        visit = int(path[k])
        load += site.doors[visit, BOXES]
        if k == 0:
            if not sets_out(site, bucket, visit):
                return -1, -1
            since = site.first[visit]
        else:
            since += site.doors[path[k - 1], SERVICE] + site.ride[path[k - 1], visit]
        since = start(site, bucket, visit, since)
        if since < 0:
            return -1, -1
        rest += at(site, weights, visit, bucket.begins + since, since)
    span = since + site.doors[path[-1], SERVICE] + site.back[goal, path[-1]]
    if load > site.boxes or bucket.begins + span > site.shift_end:
        return -1, -1
    return rest, span
