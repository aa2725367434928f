"""Who of a list of eligible people is in the roster already.

Nobody may lose a meal because a namesake has one, and nobody may be enrolled twice. So only
evidence beyond doubt counts by itself, no resident counts for two people, and whatever is less
is left to a person. The order of either list never matters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from api.outreach.names import bare, same, similar
from api.outreach.records import Eligible, Person
from api.places.buildings import key_of
from api.roster.addresses.parse import door as spelt_door
from api.roster.records import ResidentRecord


class Group(StrEnum):
    """Where a person stands."""

    HAS_MEAL = "has_meal"
    PROBABLE = "probable"
    NONE = "none"


class Evidence(StrEnum):
    """Why somebody may be a resident; the first three are beyond doubt."""

    CODE_NAME = "code_name"
    NAME_PHONE = "name_phone"
    NAME_DOOR = "name_door"
    DECIDED = "decided"
    NAME_BUILDING = "name_building"
    SIMILAR_PHONE = "similar_phone"
    SIMILAR_DOOR = "similar_door"
    CODE = "code"


CERTAIN = (Evidence.CODE_NAME, Evidence.NAME_PHONE, Evidence.NAME_DOOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A resident who may be the person, with all that speaks for it."""

    resident: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What is known of one person.

    ``resident`` is who has the person's meal. ``candidates`` are to be confirmed or denied.
    ``household`` are other residents at the same door or phone, ``namesakes`` counts residents of
    the same name elsewhere: neither is the person, but somebody who calls should know.
    """

    person: int
    group: Group
    resident: str | None = None
    candidates: tuple[Candidate, ...] = ()
    household: tuple[str, ...] = ()
    namesakes: int = 0


def match(people: Iterable[Person], residents: Iterable[ResidentRecord]) -> tuple[Match, ...]:
    """Each person's match, in order of id; no resident is the match of two."""
    persons = sorted(people, key=lambda person: person.id)
    roster = _Roster(residents)
    decided = _decided(persons, roster)
    taken = set(decided.values())
    found = {
        person.id: [
            one
            for one in roster.candidates(person.eligible)
            if one.resident not in taken and one.resident not in person.not_residents
        ]
        for person in persons
        if person.id not in decided
    }
    certain = _certain(found)
    taken |= set(certain.values())
    return tuple(_match(p, roster, decided | certain, found.get(p.id, []), taken) for p in persons)


def _decided(persons: Sequence[Person], roster: _Roster) -> dict[int, str]:
    """Matches that a person decided; of two people for one resident the first decision holds."""
    claims = sorted(
        (person.latest.at, person.id, person.resident)
        for person in persons
        if person.latest and person.resident in roster.by_id
    )
    found: dict[int, str] = {}
    for _, person, resident in claims:
        if resident is not None and resident not in found.values():
            found[person] = resident
    return found


def _certain(found: Mapping[int, Sequence[Candidate]]) -> dict[int, str]:
    """Pairs beyond doubt of which neither side has another one beyond doubt."""
    pairs = [
        (person, one.resident)
        for person, candidates in found.items()
        for one in candidates
        if any(evidence in CERTAIN for evidence in one.evidence)
    ]
    people, residents = _counts(p for p, _ in pairs), _counts(r for _, r in pairs)
    return {p: r for p, r in pairs if people[p] == 1 and residents[r] == 1}


def _match(
    person: Person,
    roster: _Roster,
    matched: Mapping[int, str],
    candidates: Sequence[Candidate],
    taken: set[str],
) -> Match:
    if person.id in matched:
        return Match(person=person.id, group=Group.HAS_MEAL, resident=matched[person.id])
    left = tuple(one for one in candidates if one.resident not in taken)
    near = roster.household(person.eligible)
    named = {one.resident for one in left} | near
    return Match(
        person=person.id,
        group=Group.PROBABLE if left else Group.NONE,
        candidates=left,
        household=tuple(sorted(near - {one.resident for one in left})),
        namesakes=roster.namesakes(person.eligible, named),
    )


class _Roster:
    """The residents by all that may tell who somebody is."""

    def __init__(self, residents: Iterable[ResidentRecord]) -> None:
        self.by_id = {resident.id: resident for resident in residents}
        self._by_phone: dict[str, set[str]] = defaultdict(set)
        self._by_building: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for name, one in self.by_id.items():
            self._by_name[bare(one.name)].add(name)
            for number in phones(one.phone):
                self._by_phone[number].add(name)
            if one.address:
                self._by_building[key_of(one.address)].add(name)

    def candidates(self, eligible: Eligible) -> list[Candidate]:
        """Whom the person may be, the surest first."""
        nearby = self._same_phone(eligible) | self._same_building(eligible)
        nearby |= {eligible.code} & self.by_id.keys()
        found = (
            Candidate(resident=name, evidence=evidence)
            for name in nearby
            if (evidence := tuple(self._evidence(eligible, self.by_id[name])))
        )
        return sorted(found, key=lambda one: ([*map(_RANK.index, one.evidence)], one.resident))

    def household(self, eligible: Eligible) -> set[str]:
        """Residents with another name at the same door or phone."""
        there = self._same_phone(eligible) | {
            name
            for name in self._same_building(eligible)
            if _same_door(eligible.door, self.by_id[name].door)
        }
        return {name for name in there if not similar(eligible.name, self.by_id[name].name)}

    def namesakes(self, eligible: Eligible, named: set[str]) -> int:
        """How many other residents have the same name."""
        return len(self._by_name.get(bare(eligible.name), frozenset()) - named)

    def _evidence(self, eligible: Eligible, one: ResidentRecord) -> Iterator[Evidence]:
        identical, alike = same(eligible.name, one.name), similar(eligible.name, one.name)
        phone = one.id in self._same_phone(eligible)
        building = one.id in self._same_building(eligible)
        door = building and _same_door(eligible.door, one.door)
        if eligible.code == one.id:
            yield Evidence.CODE_NAME if identical else Evidence.CODE
        if phone and alike:
            yield Evidence.NAME_PHONE if identical else Evidence.SIMILAR_PHONE
        if door and alike:
            yield Evidence.NAME_DOOR if identical else Evidence.SIMILAR_DOOR
        if building and identical and not door:
            yield Evidence.NAME_BUILDING

    def _same_phone(self, eligible: Eligible) -> set[str]:
        return {
            name for number in phones(eligible.phone) for name in self._by_phone.get(number, ())
        }

    def _same_building(self, eligible: Eligible) -> set[str]:
        return self._by_building.get(key_of(eligible.address), set()) if eligible.address else set()


_RANK = [*Evidence]


def phones(written: str) -> frozenset[str]:
    """The numbers in a cell, digits only: without +86 and, of Shanghai's, without 021."""
    numbers = (re.sub(r"\D", "", part) for part in re.split(r"[/,转]|\s{2,}", written))
    local = (re.sub(r"^(?:0?86)?(?:021|21(?=\d{8}$))?", "", number) for number in numbers)
    return frozenset(number for number in local if len(number) >= 7)


def _same_door(one: str, other: str) -> bool:
    return bool(one and other) and spelt_door(one) == spelt_door(other)


def _counts(keys: Iterable[object]) -> Mapping[object, int]:
    counted: dict[object, int] = defaultdict(int)
    for key in keys:
        counted[key] += 1
    return counted
