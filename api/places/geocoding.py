"""Asking a geocoder about one address, and what its answer is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from api.places.buildings import building_of
from api.places.finder import Found, Level
from api.places.gazetteer import Gazetteer
from api.places.geocoders.base import Candidate, Geocoder, GeocoderTrouble
from api.places.records import Why
from api.roster.placing.bounds import in_district
from optimizer.travel.datum import Wgs84

FAR_FROM_NEIGHBOURS = 500.0
"""Metres from the next known building of its lane beyond which an answer is hardly right."""

FAR_APART = 200.0
"""Metres between two answers that are not the same place."""

ALIKE = 0.15
"""Difference of confidence within which no answer beats another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of an address: ``found`` where it can be used, else ``why`` not.

    ``withheld``: it was not asked for, since it may hold more than a street and numbers.
    """

    address: str
    found: Found | None = None
    datum: str = "wgs84"
    candidates: tuple[Found, ...] = ()
    why: Why | None = None
    withheld: bool = False


def may_leave(address: str, gazetteer: Gazetteer) -> bool:
    """Whether ``address`` is a street with numbers: one that is known, or called like one."""
    building = building_of(address)
    return building is not None and (building.may_leave or gazetteer.knows(building.road))


def ask(address: str, geocoder: Geocoder, gazetteer: Gazetteer) -> Answer:
    """The answer to ``address``; nothing but road, lane and building is sent.

    Raises
    ------
    GeocoderTrouble
        When the geocoder does not answer.
    """
    building = building_of(address)
    if building is None or not may_leave(address, gazetteer):
        return Answer(address=address, withheld=True)
    answers = geocoder.candidates(building)
    judged = [_judged(one, address, geocoder.name, gazetteer) for one in answers]
    ranked = sorted(zip(judged, answers, strict=True), key=lambda pair: -pair[0].confidence)
    candidates = tuple(found for found, _ in ranked)
    if not candidates:
        return Answer(address=address, why=Why.UNKNOWN)
    best = candidates[0]
    if any(_rivals(best, other) for other in candidates[1:]):
        return Answer(address=address, candidates=candidates, why=Why.AMBIGUOUS)
    precise = best.level in (Level.BUILDING, Level.LANE)
    if not precise or best.confidence < gazetteer.least:
        return Answer(address=address, candidates=candidates, why=Why.UNSURE)
    datum = ranked[0][1].point.code
    return Answer(address=address, found=best, datum=datum, candidates=candidates)


def _judged(candidate: Candidate, address: str, name: str, gazetteer: Gazetteer) -> Found:
    """Less sure outside the district, and far from what is known of the lane."""
    found = Found(
        point=candidate.point.to(Wgs84),
        level=candidate.level,
        confidence=candidate.confidence,
        source=name,
    )
    if not in_district(found.point):
        return replace(found, confidence=round(found.confidence * 0.2, 2))
    building = building_of(address)
    mates = gazetteer.lane_mates(building) if building else ()
    if mates and min(mate.metres_to(found.point) for mate in mates) > FAR_FROM_NEIGHBOURS:
        return replace(found, confidence=round(found.confidence * 0.4, 2))
    return found


def _rivals(best: Found, other: Found) -> bool:
    alike = best.confidence - other.confidence <= ALIKE
    return alike and best.point.metres_to(other.point) > FAR_APART


MOST_IN_A_ROW = 3
"""After so much trouble in a row the geocoder is left alone: it is down, or has had enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What came of asking: addresses by outcome; ``unasked`` are left because of trouble."""

    found: tuple[str, ...]
    unsure: tuple[str, ...]
    withheld: tuple[str, ...]
    trouble: Mapping[str, GeocoderTrouble]
    unasked: tuple[str, ...]


def ask_all(
    addresses: Sequence[str],
    geocoder: Geocoder,
    gazetteer: Gazetteer,
    keep: Callable[[Answer], None],
    told: Callable[[int, int], None],
) -> Summary:
    """Ask for one address after the other; ``keep`` gets each answer at once.

    Trouble with one does not stop the others, unless it would befall them too.
    """
    answers: dict[str, Answer] = {}
    trouble: dict[str, GeocoderTrouble] = {}
    in_a_row = 0
    for done, address in enumerate(addresses):
        told(done, len(addresses))
        try:
            answers[address] = ask(address, geocoder, gazetteer)
        except GeocoderTrouble as error:
            trouble[address] = error
            in_a_row += 1
            if error.lasting or in_a_row == MOST_IN_A_ROW:
                break
        else:
            in_a_row = 0
            keep(answers[address])
    told(len(answers) + len(trouble), len(addresses))
    return Summary(
        found=tuple(a for a, answer in answers.items() if answer.found),
        unsure=tuple(a for a, answer in answers.items() if answer.why),
        withheld=tuple(a for a, answer in answers.items() if answer.withheld),
        trouble=trouble,
        unasked=tuple(a for a in addresses if a not in answers and a not in trouble),
    )
