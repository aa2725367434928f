"""The sets: how their numbers are rounded, how their solution files state a cost, where they are.

Roundings are those under which the best known solutions of https://github.com/PyVRP/Instances are
published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from optimizer.errors import SongcanError


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardSet:
    """``rounding`` in PyVRP's words; a cost times ``unit`` is what solution files say.

    ``round`` is to the nearest integer, ``dimacs`` ten times, truncated, ``exact`` a thousand
    times, rounded.
    """

    name: str
    rounding: str
    decimals: int = 0
    unit: float = 1

    def told(self, cost: int) -> str:
        """The cost in the unit of the set's solution files."""
        return f"{cost * self.unit:.{self.decimals}f}"


SETS: Mapping[str, StandardSet] = {
    known.name: known
    for known in (
        StandardSet(name="cvrp", rounding="round"),  # Uchoa et al. (2017)
        # Pessoa et al. (2018); unit distance costs are hundredths and never rounded.
        StandardSet(name="hfvrp", rounding="exact", decimals=2, unit=1e-5),
        StandardSet(name="mdvrptw", rounding="exact"),  # Vidal et al. (2013)
        StandardSet(name="mtvrptwr", rounding="dimacs"),  # Yang (2023)
        StandardSet(name="pcvrptw", rounding="dimacs"),
        StandardSet(name="vrptw", rounding="dimacs", decimals=1, unit=0.1),  # Gehring & Homberger
    )
}


class NoInstances(SongcanError):
    """The folder holds no instance of the sets asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceFile:
    """A file and the set it belongs to."""

    path: Path
    set: StandardSet

    @property
    def best_known(self) -> Path:
        """The file of the best known solution; it may not be there."""
        return self.path.with_suffix(".sol")


def instances(
    folder: Path, names: Collection[str] = SETS.keys(), glob: str = "*"
) -> list[InstanceFile]:
    """The instances of the sets ``names`` in a folder, by set and name.

    The folder is a set, or holds one folder a set; a set is known by its folder's name, in upper
    or lower case. With a single name, the folder may have any name.

    Raises
    ------
    NoInstances
        When there are none.
    """
    found = [
        InstanceFile(path=path, set=SETS[name])
        for name, home in _homes(folder, names)
        for path in sorted(home.glob(f"{glob}.vrp"))
    ]
    if not found:
        wanted = ", ".join(names)
        raise NoInstances(
            f"{folder}：没有算例集 {wanted} 的算例 {glob}.vrp；请指明含有这些子文件夹的文件夹，"
            "或用 --sets 说明此文件夹是哪一个算例集"
            f" / there are no instances {glob}.vrp of the sets {wanted}; name a folder with such "
            "subfolders, or say by --sets which set this folder is"
        )
    return found


def _homes(folder: Path, names: Collection[str]) -> Iterator[tuple[str, Path]]:
    inside = {path.name.lower(): path for path in folder.glob("*") if path.is_dir()}
    homes = [(name, inside[name]) for name in sorted(names) if name in inside]
    own = folder.resolve().name.lower()
    if homes:
        yield from homes
    elif own in names:
        yield own, folder
    elif len(names) == 1:
        yield next(iter(names)), folder
