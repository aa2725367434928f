"""A rider's sitting never grows beyond what the rider offers, and every change says why."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.orders.attendance import duties, riders_on_duty
from api.orders.build import planning_day
from api.orders.duty import LEAST_SECONDS, Code
from api.orders.facts import DayFacts, Lent
from api.orders.parameters import LUNCH, SUPPER
from optimizer.notices import describe
from tests.rosters import MONDAY, TRAVEL, canteen, resident, rider, roster

TWO = (canteen("C1"), canteen("C2"))


def duty(facts=None, sitting=LUNCH, canteens=TWO, **changes):
    (found,) = duties(roster(canteens=canteens, riders=(rider(**changes),)), MONDAY, sitting, facts)
    return found


def codes(found):
    return [remark.code for remark in found.remarks]


def test_without_facts_the_roster_stands():
    found = duty()
    assert found.today == found.rider
    assert not found.remarks


def test_an_absent_rider_is_off_with_the_reason():
    found = duty(DayFacts(absent={"R1": "leave"}, hours={"R1": (36_000, 43_200)}))
    assert found.today is None
    assert found.remarks[-1].values == {"reason": "leave"}


def test_whoever_offers_the_day_works_outside_the_usual_weekdays():
    assert codes(duty(weekdays=())) == [Code.DAY_OFF]
    assert duty(DayFacts(hours={"R1": None}), weekdays=()).today is not None
    found = duty(DayFacts(hours={"R1": (37_800, 43_200)}), weekdays=())
    assert (found.today.shift, codes(found)) == ((37_800, 43_200), [Code.OTHER_HOURS])


def test_a_lunch_shift_is_no_supper():
    facts = DayFacts(hours={"R1": (57_600, 65_000)})
    suppers = (canteen("C1", supper_capacity=50),)
    assert codes(duty(sitting=SUPPER, canteens=suppers)) == [Code.OTHER_SITTING]
    assert duty(facts, sitting=SUPPER, canteens=suppers).today.shift == (57_600, 65_000)


def test_minutes_left_shorten_the_shift_around_the_sitting():
    found = duty(DayFacts(minutes_left={"R1": 90}), shift=(28_800, 61_200))
    assert found.today.shift == (35_100, 40_500)  # 9:45 to 11:15
    assert codes(found) == [Code.SHORTENED]
    assert duty(DayFacts(minutes_left={"R1": 500})).remarks == ()


@pytest.mark.parametrize("left", [29, 0, -10])
def test_too_few_minutes_are_a_day_off(left):
    found = duty(DayFacts(minutes_left={"R1": left}))
    assert (found.today, codes(found)) == (None, [Code.USED_UP])
    assert found.remarks[0].values == {"minutes": max(0, left)}


def test_a_shift_that_is_short_by_itself_stays():
    short = (37_800, 38_700)
    assert duty(DayFacts(minutes_left={"R1": 15}), shift=short).today.shift == short


def test_a_lent_rider_may_load_there_too():
    found = duty(DayFacts(loans={"R1": Lent(canteen="C2")}))
    assert (found.today.canteen, found.today.may_load_at) == ("C1", ("C2",))
    assert codes(found) == [Code.LENT]


def test_an_exclusive_loan_moves_the_day():
    found = duty(DayFacts(loans={"R1": Lent(canteen="C2", exclusive=True)}), may_load_at=("C1",))
    assert (found.today.canteen, found.today.may_load_at) == ("C2", ())
    assert codes(found) == [Code.LENT_ONLY]


def test_a_loan_brings_a_rider_of_a_closed_canteen_to_work():
    canteens = (canteen("C1", weekdays=(7,)), canteen("C2"))
    assert codes(duty(canteens=canteens)) == [Code.CANTEEN_CLOSED]
    assert duty(DayFacts(loans={"R1": Lent(canteen="C2")}), canteens=canteens).today is not None


def test_a_loan_outside_the_hours_does_not_come_about():
    lent = Lent(canteen="C2", hours=(50_000, 54_000), exclusive=True)
    found = duty(DayFacts(loans={"R1": lent}))
    assert (found.today, codes(found)) == (found.rider, [Code.LOAN_UNMET])


def test_the_problem_has_the_loan_and_the_hours():
    given_roster = roster(resident(), canteens=TWO, riders=(rider("R1"), rider("R2"), rider("R3")))
    facts = DayFacts(
        absent={"R3": "unable"},
        hours={"R2": (36_000, 41_400)},
        loans={"R1": Lent(canteen="C2", hours=(37_800, 50_000))},
    )
    one, two = planning_day(given_roster, MONDAY, LUNCH, TRAVEL, facts=facts).problem.riders
    assert (one.id, one.shift, one.loading_canteens()) == ("R1", (37_800, 45_000), ("C1", "C2"))
    assert (two.id, two.shift, two.loading_canteens()) == ("R2", (36_000, 41_400), ("C1",))


def test_the_problem_tells_whose_hours_and_loans_fell_short():
    riders = tuple(rider(f"R{k}") for k in range(1, 5))
    facts = DayFacts(
        minutes_left={"R1": 60, "R2": 5, "R3": 900},
        loans={"R4": Lent(canteen="C2", hours=(60_000, 64_000))},
    )
    given_roster = roster(resident(), canteens=TWO, riders=riders)
    notices = planning_day(given_roster, MONDAY, LUNCH, TRAVEL, facts=facts).problem.notices
    told = {n.code: n for n in notices if "riders" in n.params}
    assert {code: n.params["riders"] for code, n in told.items()} == {
        "HOURS": "R1、R2",
        "LOANS": "R4",
    }
    assert "R1、R2" in describe(told["HOURS"]).zh


windows = st.tuples(st.integers(0, 80_000), st.integers(1, 6_399)).map(lambda w: (w[0], sum(w)))
long_windows = st.tuples(st.integers(0, 50_000), st.integers(1, 36_000)).map(
    lambda w: (w[0], sum(w))
)
either = windows | long_windows
loans = st.builds(Lent, canteen=st.just("C2"), hours=st.none() | either, exclusive=st.booleans())
given_facts = st.builds(
    DayFacts,
    absent=st.sampled_from([{}, {"R1": "leave"}]),
    hours=st.none().map(lambda _: {}) | st.fixed_dictionaries({"R1": st.none() | either}),
    minutes_left=st.just({}) | st.fixed_dictionaries({"R1": st.integers(-60, 900)}),
    loans=st.just({}) | st.fixed_dictionaries({"R1": loans}),
)


@given(given_facts, either, st.sampled_from([(), (1,), (2, 3)]), st.sampled_from([LUNCH, SUPPER]))
def test_hours_are_never_longer_than_offered_or_left(facts, shift, weekdays, sitting):
    canteens = tuple(dataclasses.replace(c, supper_capacity=9) for c in TWO)
    found = duty(facts, sitting, canteens, shift=shift, weekdays=weekdays)
    if found.today is None:
        assert found.remarks
        return
    opens, closes = found.today.shift
    offered = facts.hours.get("R1") or shift
    assert offered[0] <= opens < closes <= offered[1]
    if found.today.shift != offered:
        assert closes - opens >= LEAST_SECONDS
        assert found.remarks
    assert closes - opens <= 60 * facts.minutes_left.get("R1", 1_440)
    assert 1 in weekdays or "R1" in facts.hours
    assert "R1" not in facts.absent
    assert set(found.today.may_load_at) <= {"C2"}


@given(given_facts)
def test_an_absent_rider_is_never_on_duty(facts):
    away = dataclasses.replace(facts, absent={"R1": "vehicle"})
    given_roster = roster(canteens=TWO, riders=(rider("R1"), rider("R2")))
    assert [one.id for one in riders_on_duty(given_roster, MONDAY, LUNCH, away)] == ["R2"]
