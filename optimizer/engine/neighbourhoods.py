"""Dividing a large instance into neighbourhoods whose borders change from round to round."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.cut import Matrices, Neighbourhood, Numbers
from optimizer.engine.instance import Instance
from optimizer.engine.state import Best

SIZE = 500
"""Nodes in a neighbourhood."""
FAITH = 0.7
"""Chance that an absent node goes to the nearest group that may carry it, then to the next."""


def neighbourhoods(
    whole: Instance, rides: Matrices, solution: Best, carrier: Numbers, rng: np.random.Generator
) -> list[Neighbourhood]:
    """Riders whose days lie close together, with all that they carry.

    Parameters
    ----------
    carrier
        Rider of every node, -1: nobody. Absent nodes go where a neighbour or a canteen is.

    Riders of a kitchen that couples them stay together.
    """
    atoms = _atoms(whole)
    rest = list(range(len(atoms)))
    places = _places(whole, atoms, carrier, rng)
    size = _sizes(whole, atoms, carrier)
    groups: list[Numbers] = []
    while rest:
        seed = rest[int(rng.integers(len(rest)))]
        rest.sort(key=lambda atom: (rides[0][places[seed], places[atom]], atom))
        enough = np.searchsorted(np.cumsum(size[rest]), SIZE) + 1
        taken, rest = rest[:enough], rest[enough:]
        groups.append(np.sort(np.concatenate([atoms[atom] for atom in taken])))
    if len(groups) > 1 and _size(groups[-1], atoms, size) < SIZE // 3:
        groups[-2:] = [np.sort(np.concatenate(groups[-2:]))]
    return _with_nodes(whole, rides, solution, carrier, groups, rng)


def _atoms(whole: Instance) -> list[Numbers]:
    """Riders that must stay together: those at home in a kitchen that couples them."""
    couples = _couples(whole)
    home = whole.rider.canteen
    together = [np.flatnonzero(home == c) for c in np.flatnonzero(couples)]
    alone = [np.array([r]) for r in np.flatnonzero(~couples[home])]
    return [atom for atom in (*together, *alone) if len(atom)]


def _couples(whole: Instance) -> NDArray[np.bool_]:
    """Canteens where batches or bays couple riders."""
    fixed = whole.canteen
    couples: NDArray[np.bool_] = (fixed.batched == 1) | ((fixed.bays >= 0) & (fixed.loading > 0))
    return couples


def _places(
    whole: Instance, atoms: list[Numbers], carrier: Numbers, rng: np.random.Generator
) -> Numbers:
    """A place of each atom: that of one of its visits, drawn anew for every division."""
    places = []
    for atom in atoms:
        nodes = np.flatnonzero(np.isin(carrier, atom))
        drawn = whole.node.enter[rng.choice(nodes)] if len(nodes) else whole.rider.home[atom[0]]
        places.append(drawn)
    return np.array(places, np.int64)


def _sizes(whole: Instance, atoms: list[Numbers], carrier: Numbers) -> Numbers:
    """Nodes that each atom carries, or its share of those whom nobody carries yet."""
    counts = np.bincount(carrier[carrier >= 0], minlength=len(whole.rider))
    share = (carrier < 0).sum() / max(1, len(whole.rider))
    return np.array([counts[atom].sum() + round(share * len(atom)) for atom in atoms], np.int64)


def _size(riders: Numbers, atoms: list[Numbers], size: Numbers) -> int:
    return int(sum(n for atom, n in zip(atoms, size, strict=True) if atom[0] in riders))


def _with_nodes(
    whole: Instance,
    rides: Matrices,
    solution: Best,
    carrier: Numbers,
    groups: list[Numbers],
    rng: np.random.Generator,
) -> list[Neighbourhood]:
    """Each group with the canteens that it may use, and the nodes that it plans."""
    canteens = [_canteens(whole, riders) for riders in groups]
    riders = [
        _inside(whole, solution, group, here) for group, here in zip(groups, canteens, strict=True)
    ]
    group_of = np.full(len(whole.rider) + 1, -1, np.int64)
    for k, group in enumerate(riders):
        group_of[group] = k
    owner = group_of[carrier]
    hosts = _Hosts(whole, rides, riders, canteens)
    for node in np.flatnonzero(carrier < 0):
        owner[node] = hosts.of(int(node), group_of[carrier[whole.near[node]]], rng)
    return [
        Neighbourhood(group, here, np.flatnonzero(owner == k))
        for k, (group, here) in enumerate(zip(riders, canteens, strict=True))
    ]


def _canteens(whole: Instance, riders: Numbers) -> Numbers:
    """Canteens where the riders are at home, and others that couple nobody."""
    usable = (whole.loads_at[riders] == 1).any(axis=0) & ~_couples(whole)
    usable[np.unique(whole.rider.canteen[riders])] = True
    return np.flatnonzero(usable)


def _inside(whole: Instance, solution: Best, riders: Numbers, canteens: Numbers) -> Numbers:
    """Riders whose present trips all load at ``canteens``."""
    slots = riders[:, None] * whole.trips + np.arange(whole.trips)
    used = solution.trip.first[slots] >= 0
    away = used & ~np.isin(solution.trip.canteen[slots], canteens)
    at_home: Numbers = riders[~away.any(axis=1)]
    return at_home


class _Hosts:
    """Where absent nodes go: to a group that may carry them, close by."""

    def __init__(
        self,
        whole: Instance,
        rides: Matrices,
        riders: list[Numbers],
        canteens: list[Numbers],
    ) -> None:
        self._whole, self._rides = whole, rides
        self._riders, self._canteens = riders, canteens

    def of(self, node: int, around: Numbers, rng: np.random.Generator) -> int:
        """Mostly the group of the nearest neighbour, at times that of one further off.

        ``around`` has the groups of the neighbours, the nearest first, -1: none. Whom one group
        cannot place may find room in another one next time. With no able group around it is the
        one with the nearest canteen, able groups first.
        """
        groups = dict.fromkeys(int(group) for group in around if group >= 0)
        if able := [group for group in groups if self._able(node, group)]:
            return able[min(int(rng.geometric(FAITH)) - 1, len(able) - 1)]
        everywhere = range(len(self._riders))
        able = [group for group in everywhere if self._able(node, group)] or list(everywhere)
        return min(able, key=lambda group: self._distance(node, group))

    def _able(self, node: int, group: int) -> bool:
        """Whether a rider of the group may carry the node from one of its canteens."""
        whole, riders = self._whole, self._riders[group]
        fits = whole.rider.boxes[riders] >= whole.node.boxes[node]
        cooked = whole.cooks[node, self._canteens[group]].any()
        return bool(cooked and (fits & (whole.allowed[node, riders] == 1)).any())

    def _distance(self, node: int, group: int) -> int:
        """Ride from the nearest canteen of the group that cooks for the node."""
        whole = self._whole
        here = [c for c in self._canteens[group] if whole.cooks[node, c] == 1]
        rides = self._rides[0][whole.canteen.place[here], whole.node.enter[node]]
        return int(rides.min(initial=1 << 30))
