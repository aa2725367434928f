"""From a list of eligible people to meals: who has none, where there is room, what is decided.

Nobody is enrolled without a named person's decision, and a later list keeps all decisions.
Nothing here commits.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.errors import Conflict, NotFound, Unusable
from api.outreach import repository
from api.outreach.entitlement import Entitlement, entitlement
from api.outreach.matching import Group, Match, match
from api.outreach.offers import Offer, Offers
from api.outreach.reading import Listing
from api.outreach.records import Decided, Decision, Eligible, Person
from api.places import service as places
from api.roster import repository as rosters
from api.roster.cells.basic import BadCell
from api.roster.cells.places import pair
from api.roster.records import DIETS, ResidentRecord
from api.settings import Settings
from optimizer.travel.datum import Wgs84


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a list changes: who is new, who is known by number, who is no longer named."""

    new: tuple[Eligible, ...]
    known: Mapping[int, Eligible]
    gone: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A person with all that a decision needs; ``home`` None: nobody knows where the address is."""

    person: Person
    match: Match
    entitlement: Entitlement
    home: Wgs84 | None = None
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """How somebody will eat. ``at`` is needed where the address is not known."""

    floor: int
    lift: bool
    diet: str = "regular"
    portions: int = 1
    canteen: str | None = None
    meal_point: str | None = None
    at: Wgs84 | None = None


def preview(session: Session, listing: Listing) -> Imported:
    """What taking over ``listing`` would change; nothing is written."""
    named = {eligible.code: eligible for eligible in listing.people}
    known = {person.eligible.code: person for person in repository.people(session)}
    return Imported(
        new=tuple(eligible for code, eligible in named.items() if code not in known),
        known={known[code].id: named[code] for code in named if code in known},
        gone=tuple(p.id for code, p in known.items() if p.listed and code not in named),
    )


def take_over(session: Session, listing: Listing, now: datetime.datetime) -> Imported:
    """Keep the people of ``listing``; who is no longer named stays, with every decision."""
    changes = preview(session, listing)
    repository.renew(session, changes.known, now)
    repository.add(session, changes.new, now)
    return changes


def cases(session: Session, settings: Settings) -> tuple[Case, ...]:
    """Everybody on the latest list, and who was decided about, in order of id."""
    everybody = repository.people(session)
    roster = rosters.load(session)
    found = match(everybody, roster.residents)
    homes = _homes(session, [p.eligible for p in everybody])
    offers = Offers(roster)
    return tuple(
        _case(person, its, homes, offers, settings)
        for person, its in zip(everybody, found, strict=True)
    )


def _case(
    person: Person,
    its: Match,
    homes: Mapping[str, Wgs84],
    offers: Offers,
    settings: Settings,
) -> Case:
    home = homes.get(person.eligible.address)
    without = its.group is not Group.HAS_MEAL
    return Case(
        person=person,
        match=its,
        entitlement=entitlement(person.eligible.category, settings.entitled_categories),
        home=home,
        offers=offers.near_to(home) if home is not None and without else (),
    )


def decide(
    session: Session, number: int, decided: Decided, enrolment: Enrolment | None = None
) -> str | None:
    """Record a named person's decision; the id of the resident whom it enrols.

    Raises
    ------
    NotFound
        When no list has named the person.
    Unusable
        When nobody is named, or the decision lacks what it needs.
    Conflict
        When the person, or the resident, has been decided about otherwise.
    """
    person = repository.person(session, number)
    if person is None:
        raise NotFound("eligible_not_found", number=number)
    if not decided.by.strip():
        raise Unusable("eligible_by_missing", number=number)
    its = _match_of(session, number)
    if person.latest and person.latest.decision is Decision.ENROLLED and its.resident:
        raise Conflict("eligible_enrolled", number=number, resident=its.resident)
    resident = decided.resident
    if decided.decision in (Decision.SAME, Decision.DIFFERENT):
        _require_candidate(its, resident, number)
    elif decided.decision is Decision.ENROLLED:
        resident = _enrol(session, person.eligible, its, enrolment)
    else:
        resident = None
    repository.decide(
        session,
        number,
        Decided(
            decision=decided.decision,
            by=decided.by.strip(),
            at=decided.at,
            note=decided.note.strip(),
            resident=resident,
        ),
    )
    return resident if decided.decision is Decision.ENROLLED else None


def point(written: str) -> Wgs84:
    """The place of WGS-84 coordinates as maps copy them.

    Raises
    ------
    Unusable
        When they are no place in China.
    """
    try:
        lon, lat = pair(written)
    except BadCell:
        raise Unusable("place_impossible", value=written) from None
    return Wgs84(lon, lat)


def _match_of(session: Session, number: int) -> Match:
    found = match(repository.people(session), rosters.load(session).residents)
    return next(its for its in found if its.person == number)


def _require_candidate(its: Match, resident: str | None, number: int) -> None:
    """Only somebody who may be the person can be, or not be, the person."""
    known = {one.resident for one in its.candidates} | {its.resident}
    if resident is None or resident not in known:
        raise Conflict("eligible_no_candidate", number=number, resident=resident or "-")


def _enrol(session: Session, eligible: Eligible, its: Match, enrolment: Enrolment | None) -> str:
    """Add the person to the roster as a new resident; the id."""
    if its.resident is not None:
        raise Conflict("eligible_has_meal", number=its.person, resident=its.resident)
    if its.candidates:
        names = ", ".join(one.resident for one in its.candidates)
        raise Conflict("eligible_unconfirmed", number=its.person, residents=names)
    if enrolment is None or enrolment.diet not in DIETS or enrolment.portions < 1:
        raise Unusable("eligible_enrolment", number=its.person, diets=", ".join(DIETS))
    home = enrolment.at or _homes(session, [eligible]).get(eligible.address)
    if home is None:
        raise Unusable("eligible_without_place", number=its.person, address=eligible.address)
    _require_known(session, enrolment)
    resident = _resident(session, eligible, its.person, enrolment, home)
    rosters.save(session, [resident])
    return resident.id


def _require_known(session: Session, enrolment: Enrolment) -> None:
    canteens = {canteen.id for canteen in rosters.canteens(session)}
    points = {point.id for point in rosters.meal_points(session)}
    for place, known in ((enrolment.canteen, canteens), (enrolment.meal_point, points)):
        if place is not None and place not in known:
            raise Unusable("eligible_unknown_place", place=place, known=", ".join(sorted(known)))


def _resident(
    session: Session, eligible: Eligible, number: int, enrolment: Enrolment, home: Wgs84
) -> ResidentRecord:
    """A record whose id says nothing of the person."""
    return ResidentRecord(
        id=_free_id(session, number),
        name=eligible.name,
        phone=eligible.phone,
        street_town=eligible.street_town,
        address=eligible.address,
        door=eligible.door,
        floor=enrolment.floor,
        lift=enrolment.lift,
        lon=home.lon,
        lat=home.lat,
        diet=enrolment.diet,
        portions=enrolment.portions,
        category=eligible.category,
        canteen=enrolment.canteen,
        mode="delivery" if enrolment.meal_point is None else "point",
        meal_point=enrolment.meal_point,
    )


def _free_id(session: Session, number: int) -> str:
    name = f"N{number:05}"
    while rosters.resident(session, name) is not None:
        name += "x"
    return name


def _homes(session: Session, people: Sequence[Eligible]) -> Mapping[str, Wgs84]:
    """Where the buildings are that are known well enough to send somebody there."""
    known = places.gazetteer(session)
    addresses = {eligible.address for eligible in people}
    found = {address: known.find(address) for address in addresses}
    return {address: place.point for address, place in found.items() if place is not None}
