"""The page of people who may have no meal, as plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from api.outreach import words
from api.outreach.matching import Group
from api.outreach.open import is_open, urgency
from api.outreach.service import Case
from api.web.words import moment_words
from optimizer.texts import Text

MOST = 200
"""Open cases on the page; the rest comes up as cases are closed."""

FLOOR = re.compile(r"[A-Z]?(\d{1,2})\d{2}[A-Z]?室")
"""A door whose first digits are its floor: 602室, 1201室."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """Somebody in the roster who may be the person."""

    resident: str
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What was decided, by whom, when."""

    words: Text
    by: str
    at: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place that could feed the person; ``value`` is what the form sends."""

    value: str
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One person; name, phone and door are personal data."""

    number: int
    name: str
    phone: str
    where: str
    category: str
    entitlement: Text
    entitled: bool
    group: Text
    may_enrol: bool
    candidates: tuple[CandidateView, ...]
    near: tuple[Text, ...]
    places: tuple[PlaceView, ...]
    located: bool
    floor: str
    hints: tuple[Text, ...]
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibleView:
    """Open cases in their order, closed ones, and who has a meal as a number only.

    ``named`` counts the people whose personal data is shown.
    """

    open: tuple[CaseView, ...]
    left: int
    closed: tuple[CaseView, ...]
    with_meal: int
    total: int

    @property
    def named(self) -> int:
        """How many people are named."""
        return len(self.open) + len(self.closed)


def eligible_view(cases: Sequence[Case], zone: ZoneInfo) -> EligibleView:
    """The page's content."""
    waiting = sorted(filter(is_open, cases), key=urgency)
    with_meal = [case for case in cases if case.match.group is Group.HAS_MEAL]
    closed = [
        case
        for case in cases
        if not is_open(case) and case.match.group is not Group.HAS_MEAL and case.person.listed
    ]
    return EligibleView(
        open=tuple(_case(case, zone) for case in waiting[:MOST]),
        left=len(waiting[MOST:]),
        closed=tuple(_case(case, zone) for case in closed[:MOST]),
        with_meal=len(with_meal),
        total=len(cases),
    )


def _case(case: Case, zone: ZoneInfo) -> CaseView:
    own = case.person.eligible
    storey = FLOOR.fullmatch(own.door)
    return CaseView(
        number=case.person.id,
        name=own.name,
        phone=own.phone,
        where=f"{own.street_town} {own.address} {own.door}".strip(),
        category=own.category,
        entitlement=words.entitlement_words(case),
        entitled=case.entitlement == "entitled",
        group=words.group_words(case),
        may_enrol=case.match.group is Group.NONE,
        candidates=tuple(
            CandidateView(resident=one.resident, words=words.candidate_words(one))
            for one in case.match.candidates
        ),
        near=words.near_words(case),
        places=tuple(
            PlaceView(
                value=f"{'point' if offer.is_point else 'canteen'}:{offer.place}",
                words=words.offer_words(offer),
            )
            for offer in case.offers
        ),
        located=case.home is not None,
        floor=storey[1] if storey else "",
        hints=words.hint_words(case),
        decisions=tuple(
            DecisionView(
                words=words.decision_words(decided),
                by=decided.by,
                at=moment_words(decided.at, zone),
                note=decided.note,
            )
            for decided in case.person.decisions
        ),
    )
