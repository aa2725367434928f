"""Cases in words: why somebody may be a resident, where there is room, what was decided."""

from __future__ import annotations

from api.outreach.matching import Candidate
from api.outreach.offers import Offer
from api.outreach.records import Decided
from api.outreach.service import Case
from api.outreach.texts import text
from optimizer.texts import Text


def group_words(case: Case) -> Text:
    """Where the person stands."""
    return text(f"group_{case.match.group}")


def entitlement_words(case: Case) -> Text:
    """What the category says."""
    return text(f"entitlement_{case.entitlement}")


def candidate_words(candidate: Candidate) -> Text:
    """Who it may be, and why: E7（姓名相近、同一电话）."""
    why = [text(f"evidence_{evidence}") for evidence in candidate.evidence]
    joined = Text("、".join(one.zh for one in why), ", ".join(one.en for one in why))
    return text("candidate", resident=candidate.resident, why=joined)


def offer_words(offer: Offer) -> Text:
    """A place with its distance and spare meals."""
    spare = [text("spare", sitting=text(f"sitting_{s}"), meals=n) for s, n in offer.spare.items()]
    joined = Text("、".join(one.zh for one in spare), ", ".join(one.en for one in spare))
    kind = text("kind_point" if offer.is_point else "kind_canteen")
    metres = round(offer.metres, -1)
    return text("offer", kind=kind, name=offer.name, metres=f"{metres:.0f}", spare=joined)


def near_words(case: Case) -> tuple[Text, ...]:
    """All offers, or why there is none."""
    if case.home is None:
        return (text("home_unknown"),)
    return tuple(map(offer_words, case.offers)) or (text("no_offer"),)


def hint_words(case: Case) -> tuple[Text, ...]:
    """What somebody who calls should know besides."""
    hints = []
    if case.match.household:
        hints.append(text("household", residents="、".join(case.match.household)))
    if case.match.namesakes:
        hints.append(text("namesakes", count=case.match.namesakes))
    if not case.person.listed:
        hints.append(text("not_listed"))
    return tuple(hints)


def decision_words(decided: Decided) -> Text:
    """What was decided."""
    return text(f"decision_{decided.decision}", resident=decided.resident or "-")
