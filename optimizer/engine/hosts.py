"""Where absent nodes of a divided instance go: to a group of riders that may carry them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.cut import Matrices, Numbers
from optimizer.engine.instance import Instance
from optimizer.engine.segments import FAR

FAITH = 0.7
"""Chance that an absent node goes to the nearest group that may carry it, then to the next."""


def able_riders(whole: Instance, nodes: int | Numbers) -> NDArray[np.bool_]:
    """Riders who may carry each of the nodes and have boxes for it, shape (nodes, riders)."""
    able: NDArray[np.bool_] = whole.rider.boxes >= whole.node.boxes[nodes][..., None]
    able &= whole.allowed[nodes] == 1
    return able


class Hosts:
    """Finds groups for absent nodes.

    Parameters
    ----------
    riders, canteens
        Of each group; it loads nowhere else.
    places
        Of each rider: where the rider's visits lie, or are to lie.
    """

    def __init__(
        self,
        whole: Instance,
        rides: Matrices,
        riders: Sequence[Numbers],
        canteens: Sequence[Numbers],
        places: Numbers,
    ) -> None:
        self._whole, self._ride, self._places = whole, rides[0], places
        self.group_of = np.full(len(whole.rider) + 1, -1, np.int64)
        """Group of every rider; -1: none, as for the rider -1."""
        loads = np.zeros(whole.loads_at.shape, np.bool_)
        for k, (group, here) in enumerate(zip(riders, canteens, strict=True)):
            self.group_of[group] = k
            loads[np.ix_(group, here)] = whole.loads_at[np.ix_(group, here)] == 1
        way = self._ride[np.ix_(whole.rider.home, whole.canteen.place)]
        self._way = np.where(loads, way.astype(np.int64), FAR)

    def of(self, node: int, around: Numbers, rng: np.random.Generator) -> int:
        """Mostly the group of the nearest neighbour, at times that of one further off.

        ``around`` has the riders of the neighbours, the nearest first, -1: none. Whom one group
        cannot place may find room in another one next time. With no able group around it is that
        of an able rider with the shortest way from home by a kitchen, of several the nearest.
        """
        way = self._ways(node)
        able = np.unique(self.group_of[:-1][way < FAR])
        groups = dict.fromkeys(int(group) for group in self.group_of[around] if group in able)
        if groups:
            return list(groups)[min(int(rng.geometric(FAITH)) - 1, len(groups) - 1)]
        grouped = np.flatnonzero(self.group_of[:-1] >= 0)
        off = self._ride[self._places[grouped], self._whole.node.enter[node]]
        return int(self.group_of[grouped[np.lexsort((off, way[grouped]))[0]]])

    def _ways(self, node: int) -> Numbers:
        """Each rider's ride from home by a kitchen to the node, FAR: may not carry it."""
        whole = self._whole
        cook = np.flatnonzero(whole.cooks[node])
        ride = self._ride[whole.canteen.place[cook], whole.node.enter[node]]
        ways = (self._way[:, cook] + ride).min(axis=1, initial=FAR)
        return np.where(able_riders(whole, node), ways, FAR)
