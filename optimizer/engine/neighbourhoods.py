"""Dividing a large instance into neighbourhoods whose borders change from round to round."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.cut import Matrices, Neighbourhood, Numbers
from optimizer.engine.instance import Instance
from optimizer.engine.state import Best

SIZE = 500
"""Nodes in a neighbourhood."""


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
    return _with_nodes(whole, rides, solution, carrier, groups)


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
    for node in np.flatnonzero(carrier < 0):
        owner[node] = _host(whole, rides, int(node), group_of[carrier[whole.near[node]]], canteens)
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


def _host(
    whole: Instance, rides: Matrices, node: int, around: Numbers, canteens: list[Numbers]
) -> int:
    """The group of the nearest neighbour that has one, else of the nearest canteen."""
    cooks = whole.cooks[node] == 1
    for group in around:
        if group >= 0 and cooks[canteens[group]].any():
            return int(group)
    distance = np.where(cooks, rides[0][whole.canteen.place, whole.node.enter[node]], 1 << 30)
    nearest = [distance[here].min(initial=1 << 30) for here in canteens]
    return int(np.argmin(nearest))
