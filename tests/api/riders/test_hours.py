"""Hours, cost and time bank add up, however a period is divided."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from api.riders.facts import month_of, week_of
from api.riders.hours import Period, hours
from api.riders.records import Correction, Worked
from api.settings import HourlyCost, Settings
from optimizer.policy import Policy
from tests.rosters import MONDAY, rider

DAY = datetime.timedelta(days=1)
RATES = HourlyCost(staff=Decimal("30"), platform=Decimal("39"), volunteer=Decimal("5.5"))
RIDERS = (
    rider("P1", kind="platform"),
    rider("R1", hourly_fen=2_850),
    rider("V1", kind="volunteer"),
)


def worked(name="R1", kind="staff", day=0, seconds=3_600, **changes):
    values: dict[str, Any] = {"sitting": "lunch", "trips": 2, "stops": 30}
    return Worked(
        rider=name, kind=kind, date=MONDAY + day * DAY, paid_seconds=seconds, **(values | changes)
    )


def corrected(minutes, day=0):
    return Correction(rider="V1", date=MONDAY + day * DAY, minutes=minutes, by="甲", why="补记")


def report(done, corrections=(), days=(0, 6), today=100):
    period = Period(
        first=MONDAY + days[0] * DAY, last=MONDAY + days[1] * DAY, today=MONDAY + today * DAY
    )
    return {line.rider: line for line in hours(RIDERS, done, corrections, period, RATES)}


def test_every_rider_has_a_line_and_only_volunteers_a_bank():
    found = report([])
    assert [(line.rider, line.minutes, line.bank) for line in found.values()] == [
        *(("P1", 0, None), ("R1", 0, None), ("V1", 0, 0))
    ]


def test_minutes_are_whole_per_sitting_and_an_own_rate_wins():
    found = report([worked(seconds=3_541), worked(day=1, seconds=1_801, trips=1, stops=4)])["R1"]
    assert (found.days, found.trips, found.stops, found.minutes) == (2, 3, 34, 60 + 31)
    assert found.fen == 2_850 + 1_473  # 31 minutes at 28.50 yuan are 14.725 yuan
    assert report([worked("P1", "platform", seconds=5_400)])["P1"].fen == 5_850


def test_a_sitting_counts_as_the_kind_of_then():
    found = report([worked("R1", "volunteer", seconds=600)])["R1"]
    assert (found.kind, found.bank, found.fen) == ("staff", 10, 92)  # 5.50 yuan an hour


def test_two_sittings_of_a_date_are_one_day():
    found = report([worked(), worked(sitting="supper")])["R1"]
    assert (found.days, found.minutes) == (1, 120)


def test_whoever_left_the_roster_still_has_hours():
    assert report([worked("X9", "platform")])["X9"].fen == 3_900


def test_only_past_dates_are_banked_and_the_balance_reaches_back():
    done = [worked("V1", "volunteer", day=k, seconds=600) for k in (-9, 0, 3, 5)]
    found = report(done, [corrected(-4), corrected(7, day=-30)], today=5)["V1"]
    assert (found.minutes, found.bank, found.balance) == (30, 20 - 4, 30 - 4 + 7)


sittings = st.lists(
    st.tuples(
        st.sampled_from([("V1", "volunteer"), ("R1", "staff"), ("R1", "volunteer")]),
        st.integers(-20, 20),
        st.integers(0, 20_000),
    ),
    unique_by=lambda drawn: (drawn[0][0], drawn[1]),
    max_size=30,
)
by_hand = st.lists(st.builds(corrected, st.integers(-300, 300), st.integers(-20, 20)), max_size=5)


@given(sittings, by_hand, st.integers(-20, 19), st.integers(0, 30))
def test_the_bank_is_published_minutes_plus_corrections(drawn, corrections, cut, today):
    done = [worked(name, kind, day, seconds) for (name, kind), day, seconds in drawn]
    whole = report(done, corrections, (-20, 20), today)
    past = [one for one in done if one.date < MONDAY + today * DAY and one.kind == "volunteer"]
    for name in ("V1", "R1"):
        expected = sum(-(-one.paid_seconds // 60) for one in past if one.rider == name)
        expected += sum(one.minutes for one in corrections if one.rider == name)
        assert (whole[name].bank or 0) == (whole[name].balance or 0) == expected
    early, late = (report(done, corrections, days, today) for days in ((-20, cut), (cut + 1, 20)))
    for name, line in whole.items():
        parts = (early[name], late[name])
        for figure in ("days", "trips", "stops", "minutes", "fen"):
            assert sum(getattr(part, figure) for part in parts) == getattr(line, figure)
        assert sum(part.bank or 0 for part in parts) == (line.bank or 0)


def test_money_and_planning_agree_on_staff_and_platform_and_no_hour_is_free_to_plan():
    weights, rates = Policy().paid_percent, HourlyCost()
    assert weights["platform"] * rates.staff == weights["staff"] * rates.platform
    assert 0 < weights["volunteer"] < weights["staff"] < weights["platform"]


@pytest.mark.parametrize("day", range(7))
def test_a_week_runs_from_monday_to_sunday(day):
    assert week_of(MONDAY + day * DAY) == (MONDAY, MONDAY + 6 * DAY)


def test_a_month_ends_on_its_last_day():
    assert month_of(datetime.date(2028, 2, 10))[1] == datetime.date(2028, 2, 29)


def test_rates_come_from_the_settings(monkeypatch):
    monkeypatch.setenv("SONGCAN_HOURLY_COST__STAFF", "32.50")
    rates = Settings().hourly_cost
    assert [rates.fen(kind) for kind in ("staff", "platform", "volunteer")] == [3_250, 3_900, 0]
    for wrong in ("-1", "0.005", "much"):
        monkeypatch.setenv("SONGCAN_HOURLY_COST__STAFF", wrong)
        with pytest.raises(ValidationError):
            Settings()
