"""Absences, offers and corrections are kept, and whoever is away is not planned."""

import datetime

import pytest

from api.errors import Conflict, NotFound, Unusable
from api.orders.duty import Code
from api.riders import duties, loans, service
from api.riders.hours import Period
from api.riders.records import Correction, LoanRequest, Offer
from api.riders.service import Away
from api.riders.states import AbsenceReason
from api.settings import HourlyCost
from tests import riding
from tests.rosters import MONDAY

pytestmark = pytest.mark.usefixtures("system")

DAY = datetime.timedelta(days=1)


def away(rider="R1", first=MONDAY, last=MONDAY, reason=AbsenceReason.UNABLE, **changes):
    return Away(rider=rider, first=first, last=last, reason=reason, **changes)


def on_duty(session, date=MONDAY, sitting="lunch"):
    return [d.rider.id for d in duties.of_sitting(session, date, sitting).duties if d.today]


def shifts(session):
    found = duties.of_sitting(session, MONDAY, "lunch").duties
    return {duty.rider.id: duty.today.shift for duty in found if duty.today}


def offered(session, rider="V1", date=MONDAY, hours=None, sitting="lunch"):
    service.offer(session, Offer(rider=rider, date=date, sitting=sitting, hours=hours))


def hours(session, first=MONDAY, last=MONDAY, today=MONDAY + DAY):
    lines = service.report(session, Period(first=first, last=last, today=today), HourlyCost())
    return {line.rider: line for line in lines}


def test_an_absence_holds_from_its_first_to_its_last_day(session):
    service.absent(session, away(last=MONDAY + DAY))
    assert ["R1" in on_duty(session, MONDAY + k * DAY) for k in (-1, 0, 1, 2)] == [
        *(True, False, False, True)
    ]


def test_an_open_absence_ends_when_the_rider_is_back(session):
    service.absent(session, away(last=None))
    assert "R1" not in on_duty(session, MONDAY + 300 * DAY)
    service.back(session, "R1", MONDAY + 2 * DAY)
    assert ["R1" in on_duty(session, MONDAY + k * DAY) for k in (1, 2)] == [False, True]


def test_whoever_is_back_on_the_first_day_was_never_away(session):
    service.absent(session, away())
    service.absent(session, away(first=MONDAY + 7 * DAY, last=MONDAY + 9 * DAY))
    service.back(session, "R1", MONDAY)
    assert "R1" in on_duty(session)
    assert "R1" not in on_duty(session, MONDAY + 8 * DAY), "a later absence stays"
    with pytest.raises(NotFound, match="2026-03-02"):
        service.back(session, "R1", MONDAY)


def test_an_absence_from_one_sitting_leaves_the_other(session):
    service.absent(session, away(sitting="supper"))
    assert "R1" in on_duty(session)


def test_saying_it_twice_is_once(session):
    service.absent(session, away())
    service.absent(session, away())
    service.back(session, "R1", MONDAY)
    assert "R1" in on_duty(session)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (away("R9"), NotFound),
        (away(last=MONDAY - DAY), Unusable),
        (away(sitting="tea"), NotFound),
    ],
)
def test_an_absence_that_cannot_be(session, wrong, error):
    with pytest.raises(error):
        service.absent(session, wrong)


def test_a_volunteer_works_on_the_days_offered(session):
    assert "V1" not in on_duty(session)
    offered(session, hours=(37_800, 43_200))
    assert shifts(session)["V1"] == (37_800, 43_200)
    service.take_back_offer(session, "V1", MONDAY, "lunch")
    assert "V1" not in on_duty(session)
    with pytest.raises(NotFound):
        service.take_back_offer(session, "V1", MONDAY, "lunch")


def test_the_latest_offer_counts(session):
    offered(session, "R1", hours=(36_000, 40_000))
    offered(session, "R1", hours=(37_800, 43_200))
    assert shifts(session)["R1"] == (37_800, 43_200)
    with pytest.raises(Unusable, match="11:00-10:00"):
        offered(session, "R1", hours=(39_600, 36_000))


def test_an_absence_ends_the_loans_of_its_days(session):
    asked = LoanRequest(date=MONDAY, sitting="lunch", borrower="C2", lender="C1", by="甲")
    loan = loans.consent(session, loans.request(session, asked).id, "乙", "R1")
    assert [one.id for one in service.absent(session, away())] == [loan.id]
    assert duties.of_sitting(session, MONDAY, "lunch").facts.loans == {}
    with pytest.raises(Conflict):
        loans.withdraw(session, loan.id, "甲")


def test_corrections_are_for_volunteers_and_say_who_and_why(session):
    def correct(rider="V1", minutes=30, by="丁", why="补记"):
        service.correct(
            session, Correction(rider=rider, date=MONDAY, minutes=minutes, by=by, why=why)
        )

    correct()
    correct(minutes=-10)
    assert (hours(session)["V1"].bank, hours(session)["V1"].balance) == (20, 20)
    assert hours(session, MONDAY + DAY, MONDAY + DAY)["V1"].bank == 0
    for changes in ({"rider": "R1"}, {"minutes": 0}, {"by": " "}, {"why": ""}):
        with pytest.raises(Unusable):
            correct(**changes)
    with pytest.raises(NotFound):
        correct("V9")


def test_only_published_plans_count_and_only_past_ones_are_banked(session):
    for rider in ("R1", "R2", "R3"):
        service.absent(session, away(rider))
    offered(session)
    version = riding.draft(session, MONDAY)
    (day,) = (d for d in version.plan.riders if d.trips)
    assert day.rider == "V1"
    assert hours(session)["V1"].minutes == 0, "a draft"
    riding.publish(session, version)
    minutes = -(-(day.end - day.start) // 60)
    found = hours(session)["V1"]
    assert (found.days, found.trips, found.minutes) == (1, len(day.trips), minutes)
    assert found.stops == sum(len(trip.stops) for trip in day.trips)
    assert (found.bank, found.balance, found.fen) == (minutes, minutes, 0)
    assert hours(session, today=MONDAY)["V1"].bank == 0, "not past yet"
    later = hours(session, MONDAY + DAY, MONDAY + DAY)["V1"]
    assert (later.minutes, later.bank, later.balance) == (0, 0, minutes)
    riding.publish(session, riding.draft(session, MONDAY))
    assert hours(session)["V1"].minutes == minutes, "the superseded one counts no more"


def test_a_week_s_minutes_shorten_the_next_day_and_end_with_the_week(session):
    for rider in ("R1", "R2", "R3"):
        service.absent(session, away(rider, last=MONDAY + 13 * DAY))
    for k in range(8):
        offered(session, date=MONDAY + k * DAY)
    riding.publish(session, riding.draft(session, MONDAY))
    used = hours(session)["V1"].minutes
    facts = duties.of_sitting(session, MONDAY + DAY, "lunch")
    assert facts.facts.minutes_left == {"V1": 120 - used}
    (volunteer,) = (d for d in facts.duties if d.rider.id == "V1")
    assert volunteer.remarks[-1].code in {Code.SHORTENED, Code.USED_UP}
    total = used
    for k in range(1, 7):
        riding.publish(session, riding.draft(session, MONDAY + k * DAY))
        total = hours(session, MONDAY, MONDAY + k * DAY)["V1"].minutes
        assert total <= 120
    assert total > used
    next_week = duties.of_sitting(session, MONDAY + 7 * DAY, "lunch").facts
    assert next_week.minutes_left == {"V1": 120}


def test_a_period_runs_forward(session):
    with pytest.raises(Unusable):
        hours(session, MONDAY, MONDAY - DAY)
