"""The problems of a comparison: fixtures by name, problem files, folders of problem files.

``town`` is the town as it is: meals are packed in batches and few trips load at once. ``town:free``
is the same day with all meals packed beforehand and as many loading bays as one likes. Meal points
keep their times, for nothing is cooked there. Lunches are random and as small as proofs need them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from api.files import write_problem
from benchmarks.areas import AREAS, area_day, sample_problem
from benchmarks.lunches import lunch
from benchmarks.pinned import ROOT, digest_of
from benchmarks.posed import posed
from optimizer.errors import SongcanError
from optimizer.problem import Problem

FREE = ":free"
"""Ending of a fixture's name: without batches and loading bays."""


class UnknownProblem(SongcanError):
    """Neither a fixture nor a file nor a folder with problem files."""

    def __init__(self, name: str) -> None:
        known = ", ".join(FIXTURES)
        super().__init__(
            f"没有问题“{name}”：请写样例名（{known}，可加 {FREE}）、problem.json 或其文件夹"
            f" / there is no problem “{name}”: name a fixture ({known}, {FREE} may follow),"
            " a problem.json or a folder of such files"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A problem by its name in the results, where it is read from, and a hash of its content."""

    name: str
    path: Path
    digest: str


def _area(name: str) -> Problem:
    return area_day(name).problem


FIXTURES: Mapping[str, Callable[[], Problem]] = {
    "canteen": sample_problem,
    **{name: partial(_area, name) for name in AREAS},
    "lunch-25": partial(lunch, 1, visits=25, riders=2, radius_km=0.5),
    "lunch-50": partial(lunch, 1, visits=50, riders=3, radius_km=0.75),
    "lunch-100": partial(lunch, 1, visits=100, riders=5, radius_km=1.05),
    "lunch-400": partial(lunch, 1, visits=400, riders=17),
    "lunch-400-short": partial(lunch, 1, visits=400, riders=15),
}


def cases_of(names: Iterable[str], folder: Path) -> list[Case]:
    """The problems named, each once; fixtures are built and written below ``folder``.

    Raises
    ------
    UnknownProblem
        When a name is none of the three.
    InvalidInput
        When a file that was named is no problem.
    """
    found: dict[str, Case] = {}
    for name in names:
        for case in _cases(name, folder):
            free = next(n for n in _names(case) if n not in found or found[n].path == case.path)
            found[free] = replace(case, name=free)
    return list(found.values())


def without_staggering(problem: Problem) -> Problem:
    """The problem with all meals packed beforehand and no limit of trips that load at once."""
    kitchens = tuple(
        replace(canteen, batches=(), loading_bays=None) if canteen.kitchen else canteen
        for canteen in problem.canteens
    )
    return replace(problem, canteens=kitchens)


def _cases(name: str, folder: Path) -> Iterator[Case]:
    path = Path(name)
    if name.removesuffix(FREE) in FIXTURES:
        yield _fixture(name, folder)
    elif path.is_dir() and (files := sorted(p for p in path.glob("*.json") if _states_visits(p))):
        yield from map(_file, files)
    elif path.is_file():
        posed(path)
        yield _file(path)
    else:
        raise UnknownProblem(name)


def _names(case: Case) -> Iterator[str]:
    """Its name, then with more and more of the folders that it lies in, then with a number."""
    name = case.name
    yield name
    for folder in case.path.parents[case.path.stem == "problem" :]:
        name = f"{folder.name}/{name}"
        yield name
    yield from (f"{case.name} {number}" for number in count(2))


def _states_visits(path: Path) -> bool:
    """Whether it is meant as a problem: plans lie beside them. Broken ones fail in their runs."""
    return bool(re.search(rb'"visits"\s*:\s*\[', path.read_bytes()))


def _file(path: Path) -> Case:
    path = path.resolve()
    name = path.parent.name if path.stem == "problem" else path.stem
    return Case(name=name, path=path, digest=_digest(path))


def _fixture(name: str, folder: Path) -> Case:
    """Built anew only when the sources that it is made of have changed."""
    path = folder / name.replace(":", "-") / "problem.json"
    made_of = path.with_name("sources.txt")
    packages = ("optimizer", "fixtures", "api")
    sources = digest_of(f for p in packages for f in (ROOT / p).rglob("*.py"))
    if not made_of.exists() or made_of.read_text() != sources:
        built = FIXTURES[name.removesuffix(FREE)]()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_problem(without_staggering(built) if name.endswith(FREE) else built, path)
        made_of.write_text(sources)
    return Case(name=name, path=path.resolve(), digest=_digest(path))


def _digest(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes())
    for matrix in sorted(path.parent.glob(f"{path.stem}.travel*.npz")):
        digest.update(matrix.read_bytes())
    return digest.hexdigest()[:12]
