"""Notices about a problem's data with the addresses that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.notices import ROADS, UNKNOWN_ROADS, Notice, describe, remedy_of
from optimizer.problem import Problem
from optimizer.texts import Text

ATTRIBUTED = (ROADS, UNKNOWN_ROADS)
"""Notices of times along the roads of OpenStreetMap, whose licence wants the source named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldGroup:
    """All notices of one kind, and what to do about them."""

    code: str
    sentences: tuple[Text, ...]
    remedy: Text | None


def described(
    problem: Problem,
    addresses: Mapping[str, str] | None = None,
    canteens: Mapping[str, str] | None = None,
) -> tuple[tuple[Notice, Text], ...]:
    """Each notice with its sentence; ``addresses`` by visit and ``canteens`` by id name places."""
    places = _places(problem, addresses or {}, canteens or {})
    return tuple(
        (notice, describe(notice, places.get(notice.location or ""))) for notice in problem.notices
    )


def told(
    problem: Problem,
    addresses: Mapping[str, str] | None = None,
    canteens: Mapping[str, str] | None = None,
) -> tuple[ToldGroup, ...]:
    """What is wrong or rough in the data, by kind, the farthest and most cut off places first.

    Where the roads come from is not among it. The names are those of :func:`described`; without
    them the ids stand.
    """
    kinds: dict[str, list[tuple[Notice, Text]]] = defaultdict(list)
    for notice, words in described(problem, addresses, canteens):
        if notice.code != ROADS:
            kinds[notice.code].append((notice, words))
    return tuple(
        ToldGroup(
            code=code,
            sentences=tuple(words for _, words in sorted(several, key=_worst_first)),
            remedy=remedy_of(several[0][0]),
        )
        for code, several in kinds.items()
    )


def sources(problem: Problem) -> tuple[Text, ...]:
    """Where the roads come from, a sentence for each vehicle."""
    return tuple(describe(notice) for notice in problem.notices if notice.code == ROADS)


def on_osm_roads(problem: Problem) -> bool:
    """Whether OpenStreetMap must be named beside the plan."""
    return any(notice.code in ATTRIBUTED for notice in problem.notices)


def _worst_first(described: tuple[Notice, Text]) -> int:
    params = described[0].params
    weight = params.get("metres", params.get("others", 0))
    return -weight if isinstance(weight, int) else 0  # another program may write anything


def _places(
    problem: Problem, addresses: Mapping[str, str], canteens: Mapping[str, str]
) -> Mapping[str, str]:
    """What stands at each location: canteens and the buildings of visits, each once."""
    called: dict[str, dict[str, None]] = defaultdict(dict)
    for canteen in problem.canteens:
        called[canteen.location][canteens.get(canteen.id, canteen.id)] = None
    for visit in problem.visits:
        called[visit.location][addresses.get(visit.id, visit.id)] = None
    return {location: "、".join(names) for location, names in called.items()}
