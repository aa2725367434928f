"""A rider is lent by request and consent, once at a time, and only agreed loans are planned."""

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from api.errors import ApplicationError, Conflict, NotFound, Unusable
from api.orders.facts import Lent
from api.riders import duties, loan_repository, loans, service
from api.riders.records import LoanRequest
from api.riders.service import Away
from api.riders.states import AbsenceReason, LoanState
from tests import riding
from tests.rosters import MONDAY

pytestmark = pytest.mark.usefixtures("system")


def request(session, **changes):
    values: dict[str, Any] = {
        "date": MONDAY,
        "sitting": "lunch",
        "borrower": "C2",
        "lender": "C1",
        "by": "站长甲",
    }
    return loans.request(session, LoanRequest(**(values | changes)))


def state(session, loan):
    found = loan_repository.by_id(session, loan.id)
    assert found is not None
    return found.state


def lent(session):
    return duties.of_sitting(session, MONDAY, "lunch").facts.loans


def test_a_request_alone_changes_nothing(session):
    asked = request(session)
    assert (asked.state, asked.rider, asked.request.by) == (LoanState.REQUESTED, None, "站长甲")
    assert lent(session) == {}


def test_consent_names_the_rider_who_then_may_load_there(session):
    loan = loans.consent(session, request(session).id, "站长乙", "R2")
    assert (loan.state, loan.rider, loan.answered_by) == (LoanState.AGREED, "R2", "站长乙")
    assert lent(session) == {"R2": Lent(canteen="C2")}
    riders = {r.id: r for r in riding.day(session, MONDAY).problem.riders}
    assert riders["R2"].loading_canteens() == ("C1", "C2")
    assert riders["R1"].loading_canteens() == ("C1",)


def test_an_exclusive_loan_for_some_hours(session):
    asked = request(session, wanted="R1", hours=(37_800, 50_000), exclusive=True)
    loans.consent(session, asked.id, "站长乙")
    riders = {r.id: r for r in riding.day(session, MONDAY).problem.riders}
    assert (riders["R1"].loading_canteens(), riders["R1"].shift) == (("C2",), (37_800, 45_000))


def test_a_declined_request_keeps_the_reason(session):
    asked = request(session)
    with pytest.raises(Unusable):
        loans.decline(session, asked.id, "站长乙", " ")
    loan = loans.decline(session, asked.id, "站长乙", "自己也缺人")
    assert (loan.state, loan.reason) == (LoanState.DECLINED, "自己也缺人")
    assert lent(session) == {}
    for step in (
        lambda: loans.consent(session, asked.id, "站长乙", "R1"),
        lambda: loans.decline(session, asked.id, "站长乙", "再说一次"),
        lambda: loans.withdraw(session, asked.id, "站长甲"),
    ):
        with pytest.raises(Conflict, match="已谢绝"):
            step()


@pytest.mark.parametrize("agreed", [False, True])
def test_either_may_withdraw_before_planning(session, agreed):
    asked = request(session, wanted="R1")
    if agreed:
        loans.consent(session, asked.id, "站长乙")
    loan = loans.withdraw(session, asked.id, "站长乙", "改了主意")
    assert (loan.state, loan.withdrawn_by) == (LoanState.WITHDRAWN, "站长乙")
    assert lent(session) == {}


def test_a_loan_that_a_plan_counts_on_stays(session):
    for rider in ("R2", "R3"):
        service.absent(session, away(rider))
    asked = request(session, wanted="R1", exclusive=True)
    loans.consent(session, asked.id, "站长乙")
    version = riding.draft(session, MONDAY)
    with pytest.raises(Conflict, match=f"第 {version.number} 版"):
        loans.withdraw(session, asked.id, "站长甲")
    service.absent(session, away("R1"))
    assert state(session, asked) is LoanState.WITHDRAWN


def away(rider):
    return Away(rider=rider, first=MONDAY, last=MONDAY, reason=AbsenceReason.LEAVE)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"borrower": "C1"}, Unusable),
        ({"borrower": "C9"}, NotFound),
        ({"sitting": "tea"}, NotFound),
        ({"wanted": "R9"}, NotFound),
        ({"wanted": "R3"}, Unusable),
        ({"hours": (40_000, 39_000)}, Unusable),
        ({"by": "  "}, Unusable),
    ],
)
def test_a_request_that_cannot_be(session, changes, error):
    with pytest.raises(error):
        request(session, **changes)


def test_a_consent_that_cannot_be(session):
    with pytest.raises(Unusable, match="没有指定骑手"):
        loans.consent(session, request(session).id, "站长乙")
    with pytest.raises(Unusable, match="R2"):
        loans.consent(session, request(session, wanted="R1").id, "站长乙", "R2")
    with pytest.raises(Unusable, match="C2"):
        loans.consent(session, request(session).id, "站长乙", "R3")
    with pytest.raises(NotFound):
        loans.consent(session, 999, "站长乙", "R1")
    with pytest.raises(Conflict, match="这天不上班"):
        loans.consent(session, request(session).id, "站长乙", "V1")
    late = request(session, hours=(50_000, 54_000))
    with pytest.raises(Conflict, match="借调不成立"):
        loans.consent(session, late.id, "站长乙", "R1")


def test_an_absent_rider_is_not_lent(session):
    service.absent(session, away("R1"))
    with pytest.raises(Conflict, match="请假"):
        loans.consent(session, request(session).id, "站长乙", "R1")


def test_nobody_is_lent_twice_even_past_the_service(session):
    loans.consent(session, request(session).id, "站长乙", "R1")
    second = request(session)
    with pytest.raises(Conflict, match="已经借出"):
        loans.consent(session, second.id, "站长乙", "R1")
    now = datetime.datetime.now(datetime.UTC)
    assert not loan_repository.consent(session, second.id, "R1", "站长乙", now)
    assert state(session, second) is LoanState.REQUESTED


steps = st.lists(
    st.tuples(
        st.sampled_from(["request", "consent", "decline", "withdraw", "absent", "back"]),
        st.integers(0, 5),
        st.sampled_from(["R1", "R2", None]),
        st.sampled_from([None, (36_000, 40_000), (57_000, 62_000)]),
        st.sampled_from(["lunch", "supper"]),
    ),
    max_size=14,
)


@given(steps)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_nobody_is_lent_twice_or_while_away(database, steps):
    with database.session() as session:
        numbers: list[int] = []
        for kind, which, rider, hours, sitting in steps:
            try:
                with session.begin_nested():
                    step(session, kind, numbers, which, (rider, hours, sitting))
            except ApplicationError:
                continue
        agreed = [
            loan
            for loan in loan_repository.between(session, MONDAY, MONDAY)
            if loan.state is LoanState.AGREED
        ]
        lent = [(loan.rider, loan.request.sitting) for loan in agreed]
        assert len(set(lent)) == len(lent)
        for loan in agreed:
            sitting = duties.of_sitting(session, MONDAY, loan.request.sitting)
            assert loan.rider not in sitting.facts.absent
            assert loan.rider in sitting.facts.loans
        session.rollback()


def step(session, kind, numbers, which, values):
    rider, hours, sitting = values
    number = numbers[which % len(numbers)] if numbers else 0
    match kind:
        case "request":
            numbers.append(request(session, wanted=rider, hours=hours, sitting=sitting).id)
        case "consent":
            loans.consent(session, number, "乙", rider)
        case "decline":
            loans.decline(session, number, "乙", "不行")
        case "withdraw":
            loans.withdraw(session, number, "甲")
        case "absent":
            service.absent(session, away(rider or "R1"))
        case "back":
            service.back(session, rider or "R1", MONDAY)


def test_names_are_encrypted(database, system, tmp_path):
    with database.session() as session:
        asked = request(session, by="张站长")
        loans.decline(session, asked.id, "李站长", "老王家里有事")
        columns = {c["name"] for c in inspect(session.connection()).get_columns("rider_loans")}
        assert {"asked_by", "answered_by", "withdrawn_by", "reason"} <= columns
        row = session.execute(text("SELECT asked_by, reason FROM rider_loans")).one()
        assert all(isinstance(value, bytes) for value in row)
    content = system.content(tmp_path)
    assert b"declined" in content
    assert not [name for name in ("张站长", "李站长", "老王") if name.encode() in content]
