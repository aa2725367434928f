"""A plan whose riders fell out since is told, and not published."""

import pytest

from api.errors import Conflict
from api.riders import duties, loans, service
from api.riders.plans import outdated
from api.riders.records import LoanRequest, Offer
from api.riders.service import Away
from api.riders.states import AbsenceReason
from tests import riding
from tests.rosters import MONDAY

pytestmark = pytest.mark.usefixtures("system")


def rides(version):
    return [day.rider for day in version.plan.riders if day.trips]


def away(session, rider):
    reason = AbsenceReason.UNABLE
    service.absent(session, Away(rider=rider, first=MONDAY, last=MONDAY, reason=reason))


def told(session, date=MONDAY, sitting="lunch"):
    found = outdated(session, duties.of_sitting(session, date, sitting))
    return [(o.planned.number, [(one.rider, one.why.value) for one in o.unfit]) for o in found]


def test_a_plan_that_fits_is_not_told(session):
    riding.publish(session, riding.draft(session, MONDAY))
    assert told(session) == []


def test_an_absent_rider_s_draft_is_not_published(session):
    version = riding.draft(session, MONDAY)
    (first, *_) = rides(version)
    away(session, first)
    assert told(session) == [(1, [(first, "off")])]
    with pytest.raises(Conflict, match=first):
        riding.publish(session, version)
    assert told(session) == [(1, [(first, "off")])]
    again = riding.publish(session, riding.draft(session, MONDAY))
    assert first not in rides(again)
    assert told(session) == []


def test_a_published_plan_is_told_too(session):
    version = riding.publish(session, riding.draft(session, MONDAY))
    away(session, rides(version)[0])
    riding.draft(session, MONDAY)
    assert told(session) == [(1, [(rides(version)[0], "off")])], "the draft is fine"


def test_hours_taken_back_are_told(session):
    version = riding.draft(session, MONDAY)
    (first, *_) = rides(version)
    hours = (40_000, 45_000)
    service.offer(session, Offer(rider=first, date=MONDAY, sitting="lunch", hours=hours))
    assert told(session) == [(1, [(first, "hours")])]


def test_two_drafts_do_not_share_the_same_minutes(session):
    """Both were made while all minutes were left; only one of them can be published."""
    for rider in ("R1", "R2", "R3"):
        away(session, rider)
    tuesday = MONDAY.replace(day=3)
    for rider in ("R1", "R2", "R3"):
        reason = AbsenceReason.LEAVE
        service.absent(session, Away(rider=rider, first=tuesday, last=tuesday, reason=reason))
    for date in (MONDAY, tuesday):
        service.offer(session, Offer(rider="V1", date=date, sitting="lunch", hours=None))
    drafts = [riding.draft(session, date) for date in (MONDAY, tuesday)]
    minutes = [sum(d.end - d.start for d in v.plan.riders) / 60 for v in drafts]
    limit = max(minutes) + min(minutes) - 5
    limited(session, round(limit))
    riding.publish(session, drafts[0])
    assert told(session, tuesday) == [(1, [("V1", "hours")])]
    with pytest.raises(Conflict, match="V1"):
        riding.publish(session, drafts[1])
    riding.publish(session, riding.draft(session, tuesday))
    assert told(session, tuesday) == []


def limited(session, minutes):
    """Set V1's most minutes a week."""
    import dataclasses

    from api.roster import repository

    (volunteer,) = (r for r in repository.riders(session) if r.id == "V1")
    repository.save(session, [dataclasses.replace(volunteer, weekly_minutes=minutes)])


def test_a_loan_that_ended_is_told(session):
    for rider in ("R2", "R3"):
        away(session, rider)
    asked = LoanRequest(
        date=MONDAY, sitting="lunch", borrower="C2", lender="C1", by="甲", exclusive=True
    )
    loan = loans.consent(session, loans.request(session, asked).id, "乙", "R1")
    riding.draft(session, MONDAY)
    assert told(session) == []
    away(session, "R1")
    service.back(session, "R1", MONDAY)
    assert told(session) == [(1, [("R1", "place")])], f"loan {loan.id} ended with the absence"
