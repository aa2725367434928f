"""Whose case is open: somebody may have no meal, and nobody has said why not."""

from __future__ import annotations

import datetime

from api.outreach.entitlement import Entitlement
from api.outreach.matching import Group
from api.outreach.records import CLOSED
from api.outreach.service import Case


def is_open(case: Case) -> bool:
    """Whether somebody should look at the case: listed, without a certain meal, not closed."""
    latest = case.person.latest
    if not case.person.listed or case.match.group is Group.HAS_MEAL:
        return False
    return latest is None or latest.decision not in CLOSED


def urgency(case: Case) -> tuple[bool, bool, datetime.datetime, int]:
    """The order of cases: entitled first, then with an offer, then who waits longest."""
    latest = case.person.latest
    asked = latest.at if latest else datetime.datetime.min.replace(tzinfo=datetime.UTC)
    entitled = case.entitlement is Entitlement.ENTITLED
    return not entitled, not case.offers, asked, case.person.id
