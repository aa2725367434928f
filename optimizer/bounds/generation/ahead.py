"""What the rest of a trip costs at least, to drop labels early. Compiled."""

from __future__ import annotations

from optimizer.bounds.generation.arrays import EXTRA, ONBOARD, SERVICE, Ahead, Site, Weights
from optimizer.bounds.generation.jit import entry


@entry
def look_ahead(site: Site, weights: Weights, width: int, ahead: Ahead) -> None:
    """Fill ``ahead`` without windows, boxes or memory but for the visit before.

    Every service and ride together must take at least ``width`` seconds.
    """
    cells = ahead.least.shape[1]
    for cell in range(cells - 1, -1, -1):
        for visit in site.allowed:
            leave = cell * width + site.doors[visit, SERVICE]
            least = weights.paid * (site.doors[visit, SERVICE] + site.back[:, visit].min())
            second, then = least, -1
            for goal in site.allowed:
                since = leave + site.ride[visit, goal]
                if goal == visit or since > site.doors[goal, ONBOARD]:
                    continue
                there = since // width
                onward = ahead.least[goal, there]
                if ahead.then[goal, there] == visit:
                    onward = ahead.second[goal, there]
                onward += weights.paid * (since - cell * width) - ahead.prize[goal]
                onward += site.doors[goal, EXTRA] + weights.onboard * since
                if onward < least:
                    least, second, then = onward, least, goal
                elif onward < second:
                    second = onward
            ahead.least[visit, cell] = least
            ahead.second[visit, cell] = second
            ahead.then[visit, cell] = then
