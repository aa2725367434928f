"""Dividing a large instance into neighbourhoods whose borders change from round to round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.cut import Matrices, Neighbourhood, Numbers
from optimizer.engine.hosts import Hosts, able_riders
from optimizer.engine.instance import Instance
from optimizer.engine.state import Best

SIZE = 500
"""Nodes in a neighbourhood."""
HARDEST = 0.7
"""Chance that the hardest of the absent gets a neighbourhood of those who may carry it."""


class Seed(NamedTuple):
    """What a group forms around: somebody absent, or just a place."""

    place: int
    able: frozenset[int]
    """Atoms with riders who may carry whom the group is for."""
    cooks: frozenset[int]
    """Atoms without which nothing may be loaded at kitchens that cook for them."""


def neighbourhoods(
    whole: Instance, rides: Matrices, solution: Best, carrier: Numbers, rng: np.random.Generator
) -> list[Neighbourhood]:
    """Riders whose days lie close together, with all that they carry.

    Parameters
    ----------
    carrier
        Rider of every node, -1: nobody. Where these go, see ``Hosts``.

    Riders of a kitchen that couples them stay together. Where somebody is absent whom few may
    carry, those few come together, and others whose days lie close to them.
    """
    atoms = _atoms(whole)
    places = _places(whole, rides, atoms, carrier, rng)
    groups = _groups(whole, rides, atoms, places, carrier, rng)
    place_of = np.zeros(len(whole.rider), np.int64)
    for atom, place in zip(atoms, places, strict=True):
        place_of[atom] = place
    return _with_nodes(whole, rides, solution, carrier, groups, place_of, rng)


def _groups(
    whole: Instance,
    rides: Matrices,
    atoms: list[Numbers],
    places: Numbers,
    carrier: Numbers,
    rng: np.random.Generator,
) -> list[Numbers]:
    """Riders of atoms that lie close together, each group around a seed."""
    rest = list(range(len(atoms)))
    size = _sizes(whole, atoms, carrier)
    groups: list[Numbers] = []
    seeds = _seeds(whole, atoms, carrier, rng)
    while rest:
        anywhere = Seed(places[rest[int(rng.integers(len(rest)))]], frozenset(), frozenset())
        place, able, cooks = next((seed for seed in seeds if seed.able & set(rest)), anywhere)
        wanted = able | cooks
        rest.sort(key=lambda atom: (atom not in wanted, rides[0][place, places[atom]], atom))
        full = int(np.searchsorted(np.cumsum(size[rest]), SIZE))
        enough = 1 + max(full, _first(able, rest), _first(cooks, rest))
        taken, rest = rest[:enough], rest[enough:]
        groups.append(np.sort(np.concatenate([atoms[atom] for atom in taken])))
    if len(groups) > 1 and _size(groups[-1], atoms, size) < SIZE // 3:
        groups[-2:] = [np.sort(np.concatenate(groups[-2:]))]
    return groups


def _atoms(whole: Instance) -> list[Numbers]:
    """Riders that must stay together: those at home in a kitchen that couples them."""
    couples = _couples(whole)
    home = whole.rider.canteen
    together = [np.flatnonzero(home == c) for c in np.flatnonzero(couples)]
    alone = [np.array([r]) for r in np.flatnonzero(~couples[home])]
    return [atom for atom in (*together, *alone) if len(atom)]


def _seeds(
    whole: Instance, atoms: list[Numbers], carrier: Numbers, rng: np.random.Generator
) -> Iterator[Seed]:
    """Absent nodes, those first that few may carry; some are passed over."""
    absent = rng.permutation(np.flatnonzero(carrier < 0))
    able = able_riders(whole, absent)
    couples, home = _couples(whole), whole.rider.canteen
    for k in np.argsort(able.sum(axis=1), kind="stable"):
        if rng.random() < HARDEST:
            cooks = couples & (whole.cooks[absent[k]] == 1)
            yield Seed(
                int(whole.node.enter[absent[k]]),
                frozenset(n for n, atom in enumerate(atoms) if able[k, atom].any()),
                frozenset(n for n, atom in enumerate(atoms) if cooks[home[atom]].any()),
            )


def _first(wanted: frozenset[int], rest: Sequence[int]) -> int:
    """Position of the first that is wanted; 0: none is."""
    return next((k for k, atom in enumerate(rest) if atom in wanted), 0)


def _couples(whole: Instance) -> NDArray[np.bool_]:
    """Canteens where batches or bays couple riders."""
    fixed = whole.canteen
    couples: NDArray[np.bool_] = (fixed.batched == 1) | ((fixed.bays >= 0) & (fixed.loading > 0))
    return couples


def _places(
    whole: Instance,
    rides: Matrices,
    atoms: list[Numbers],
    carrier: Numbers,
    rng: np.random.Generator,
) -> Numbers:
    """A place of each atom: that of one of its visits, drawn anew for every division.

    Riders who carry nobody lie at one of the absent who are nearest to the kitchen at home.
    """
    absent = np.flatnonzero(carrier < 0)
    ride = rides[0][np.ix_(whole.node.enter[absent], whole.canteen.place)]
    nearest = np.where(whole.cooks[absent] == 1, ride, np.iinfo(ride.dtype).max).argmin(axis=1)
    places = []
    for atom in atoms:
        nodes = np.flatnonzero(np.isin(carrier, atom))
        if len(nodes) == 0:
            nodes = absent[nearest == whole.rider.canteen[atom[0]]]
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
    places: Numbers,
    rng: np.random.Generator,
) -> list[Neighbourhood]:
    """Each group with the canteens that it may use, and the nodes that it plans."""
    canteens = [_canteens(whole, riders) for riders in groups]
    riders = [
        _inside(whole, solution, group, here) for group, here in zip(groups, canteens, strict=True)
    ]
    hosts = Hosts(whole, rides, riders, canteens, places)
    owner = hosts.group_of[carrier]
    for node in np.flatnonzero(carrier < 0):
        owner[node] = hosts.of(int(node), carrier[whole.near[node]], rng)
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
