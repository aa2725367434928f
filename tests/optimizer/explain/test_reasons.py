"""Why a visit is not served: the rule that stands in the way, never another one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.explain import SEARCH, SEVERAL, describe, remedy_of, with_reasons
from optimizer.explain.hurdles import HURDLES
from optimizer.explain.reasons import Explained
from optimizer.locks import DayLock, NeverLock, RiderLock, SequenceLock, TripLock
from optimizer.plan import Plan, Reason
from optimizer.planning import solve
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch
from optimizer.rules import EXPLANATIONS, Rule
from optimizer.stop import Stop
from optimizer.texts import text
from optimizer.timing import Leg, Schedule, drive
from optimizer.timing.day import plan_of_days
from tests import force, random_days, toys
from tests.plans import by_hand

OPEN = toys.OPEN
CREW = (toys.rider("R1"), toys.rider("R2"))
EARLY = {"window": (OPEN, OPEN + 500)}


def reasons(problem, *trips, visit="V3"):
    """Codes of the visit's reasons when R1 makes the trips; each reads as a sentence."""
    driven = {"R1": [("C1", OPEN + at, visits) for at, visits in trips]} if trips else {}
    plan = with_reasons(problem, by_hand(problem, **driven))
    (entry,) = (entry for entry in plan.unserved if entry.visit == visit)
    assert all(all(describe(reason)) for reason in entry.reasons)
    return [(reason.code, reason.params.get("alone")) for reason in entry.reasons]


def only(visits=None, **changes):
    return toys.line(visits={"V3": visits or {}}, **changes)


def kitchen(**changes):
    return {"canteens": (toys.canteen(**changes),)}


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (Rule.BOXES, only({"meals": {"regular": 11}})),
        (Rule.DIET, only({"meals": {"halal": 1}}, **kitchen(diets=("regular",)))),
        (Rule.CANTEEN, only({"canteens": ()})),
        (Rule.SKILL, only({"skills": ("stairs",)})),
        (Rule.KITCHEN, only(**kitchen(capacity=0))),
        (Rule.KITCHEN, only({"meals": {"soft": 1}}, **kitchen(capacity_by_diet={"soft": 0}))),
        (Rule.BATCH, only(**kitchen(batches=(Batch(ready=OPEN, meals=0),)))),
        (Rule.BATCH, only(**kitchen(batches=(Batch(ready=OPEN + 7_200, meals=9),)))),
        (Rule.SHIFT, only({"window": (OPEN, OPEN + 100)})),
        (Rule.SHIFT, only(riders=(toys.rider(shift=(OPEN, OPEN + 700)),))),
        (Rule.WINDOW, only(EARLY, now=OPEN + 1_000)),
        (Rule.FRESH, only({"max_onboard_seconds": 479})),
        (Rule.RELEASED, only({"released": OPEN + 7_200})),
        (Rule.TRIPS, only(riders=(toys.rider(max_trips=0),))),
        (Rule.LOCK, only(locks=(NeverLock(visits=("V3",), rider="R1"),))),
        (Rule.LOCK, only(locks=(DayLock(rider="R1", trips=(("V1",),)),))),
        (Rule.LOCK, only(locks=(TripLock(visit="V3", rider="R1", trip=1),))),
    ],
)
def test_what_not_even_an_empty_day_could_carry(code, problem):
    assert reasons(problem) == [(code, 1)]


ONE_TRIP = (toys.rider(max_trips=1),)
NARROW = {"window": (OPEN + 480, OPEN + 500)}
FRESH = {"max_onboard_seconds": 490}


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (Rule.SHIFT, only(riders=(toys.rider(shift=(OPEN, OPEN + 800)),))),
        (
            Rule.CHAIN,
            toys.line(visits={"V1": EARLY, "V3": EARLY}, riders=(toys.rider(boxes=2),)),
        ),
        (Rule.TRIPS, only(riders=ONE_TRIP, locks=(NeverLock(visits=("V1", "V3")),))),
        (Rule.BOXES, only({"meals": {"regular": 9}}, riders=ONE_TRIP)),
        (Rule.KITCHEN, only(**kitchen(capacity=2))),
        (Rule.BATCH, only(**kitchen(batches=(Batch(ready=OPEN, meals=2),)))),
        (Rule.WINDOW, toys.line(visits={"V1": NARROW, "V3": NARROW}, riders=ONE_TRIP)),
        (
            Rule.FRESH,
            toys.line(
                visits={name: {"max_onboard_seconds": 490} for name in ("V2", "V3")},
                riders=ONE_TRIP,
            ),
        ),
        (
            Rule.RELEASED,
            toys.line(visits={"V1": EARLY, "V3": {"released": OPEN + 700}}, riders=ONE_TRIP),
        ),
    ],
)
def test_what_this_day_has_no_place_for(code, problem):
    depart = 420 if code is Rule.WINDOW else 300
    assert reasons(problem, (depart, "V1 V2")) == [(code, 0)]


def test_bays_taken_by_others():
    problem = toys.line(
        visits={"V3": {"window": (OPEN, OPEN + 480)}},
        riders=CREW,
        locks=(RiderLock(visit="V3", rider="R2"),),
        **kitchen(loading_bays=1),
    )
    assert reasons(problem, (300, "V1")) == [(Rule.BAYS, 0), (Rule.LOCK, 1)]


def test_each_rider_has_the_rule_that_really_stands_in_the_way():
    """Full boxes are no reason where the rider lacks the skill anyway."""
    crew = toys.rider("R1", boxes=2), toys.rider("R2", skills=("stairs",), shift=(OPEN, OPEN + 400))
    problem = only({"skills": ("stairs",)}, riders=crew)
    assert reasons(problem, (300, "V1 V2")) == [(SEVERAL, None), (Rule.SKILL, 1), (Rule.SHIFT, 1)]


def test_riders_with_the_same_reason_are_counted_together():
    crew = (*CREW, toys.rider("R3", skills=("stairs",)), toys.rider("R4", boxes=1))
    problem = only({"skills": ("stairs",), "meals": {"regular": 11}}, riders=crew)
    plan = with_reasons(problem, by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")]))
    (entry,) = plan.unserved
    assert [(reason.code, reason.params["riders"]) for reason in entry.reasons] == [
        (SEVERAL, 4),
        (Rule.SKILL, 3),
        (Rule.BOXES, 1),
    ]
    assert entry.reasons[1].params["skill"] == "stairs"
    assert entry.reasons[2].params["boxes"] == 10


def test_visit_that_fits_blames_the_search():
    problem = toys.line(riders=CREW)
    plan = with_reasons(problem, by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")]))
    (reason,) = plan.unserved[0].reasons
    assert (reason.code, reason.params) == (SEARCH, {"rider": "R1"})
    assert "R1" in describe(reason).en


@pytest.mark.parametrize("riders", [CREW, ()])
def test_a_closed_kitchen_is_named_before_the_riders_who_cannot_load_there(riders):
    kitchens = (toys.canteen(), toys.canteen("C2", capacity=0))
    problem = only({"canteens": ("C2",)}, canteens=kitchens, riders=riders)
    (entry, *_) = (e for e in with_reasons(problem, by_hand(problem)).unserved if e.visit == "V3")
    (reason,) = entry.reasons
    assert (reason.code, reason.params["canteen"]) == (Rule.KITCHEN, "C2")


def test_no_riders_at_all():
    problem = only(riders=())
    assert reasons(problem) == [(Rule.SHIFT, None)]
    (entry, *_) = with_reasons(problem, by_hand(problem)).unserved
    assert describe(entry.reasons[0]).en == "there is no rider on this day"


def test_contradictory_locks():
    locks = SequenceLock(visits=("V1", "V3")), SequenceLock(visits=("V2", "V3"))
    assert reasons(only(locks=locks)) == [(Rule.LOCK, None)]


def test_rest_of_a_sequence_may_join_what_is_served():
    problem = toys.line(locks=(SequenceLock(visits=("V2", "V3")),))
    assert reasons(problem, (300, "V1 V2")) == [(SEARCH, None)]


def test_minutes_are_rounded_up():
    problem = only(riders=(toys.rider(shift=(OPEN, OPEN + 660)),))
    (*_, entry) = with_reasons(problem, by_hand(problem)).unserved
    assert entry.reasons[0].params["late"] == 60
    problem = only(riders=(toys.rider(shift=(OPEN, OPEN + 659)),))
    (*_, entry) = with_reasons(problem, by_hand(problem)).unserved
    assert "2 minutes" in describe(entry.reasons[0]).en


def test_plan_without_unserved_stays_as_it_is():
    problem = toys.line()
    plan = by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2 V3")])
    assert with_reasons(problem, plan) is plan


def test_every_rule_has_its_words():
    never_why = {Rule.SERVED_ONCE, Rule.TRAVEL}
    assert set(HURDLES) == set(Rule) - never_why - {Rule.SUPPLY}
    for code in (*HURDLES, Rule.SUPPLY, SEARCH):
        forms = [f"reason_{code}", f"reason_{code}_plan"]
        assert any(form in text for form in forms), code


@given(random_days.problems(visits=3, riders=2, locks=0, emergency=False), st.integers(0, 2))
@settings(max_examples=40)
def test_reasons_agree_with_trying_everything(problem, trips):
    plan = solve(problem, "nearest", Stop(iterations=trips))
    for entry in plan.unserved:
        says_it_fits = [reason.code for reason in entry.reasons] == [SEARCH]
        assert says_it_fits == force.fits(problem, plan, entry.visit)


@given(random_days.problems(), st.sampled_from(["nearest", "fixed_areas"]), st.integers(0, 3))
@settings(max_examples=100)
def test_every_unserved_visit_has_reasons_that_read_well(problem, strategy, trips):
    plan = solve(problem, strategy, Stop(iterations=trips))
    for entry in plan.unserved:
        assert entry.reasons
        codes = [reason.code for reason in entry.reasons]
        assert SEARCH not in codes or codes == [SEARCH]
        assert SEVERAL not in codes[1:]
        counts = [
            (-int(reason.params.get("alone", 0)), int(reason.params.get("riders", 1)))
            for reason in entry.reasons
            if reason.code != SEVERAL
        ]
        assert all(one >= other for one, other in pairwise(counts))
        for reason in entry.reasons:
            assert "{" not in "".join(describe(reason))


def test_emergency_that_would_suffice_is_used():
    problem = only(
        EARLY | {"window": (OPEN, OPEN + 420)},
        policy=Policy(emergency=Emergency(window_seconds=60)),
    )
    assert reasons(problem) == [(SEARCH, None)]
    assert reasons(only({"window": (OPEN, OPEN + 420)})) == [(Rule.SHIFT, 1)]


def test_reasons_change_nothing_else():
    problem = toys.line(riders=CREW)
    plan = by_hand(problem, R1=[("C1", OPEN + 300, "V1")])
    explained = with_reasons(problem, plan)
    assert isinstance(explained, Plan)
    assert explained.riders == plan.riders
    assert [entry.visit for entry in explained.unserved] == ["V2", "V3"]


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        (Reason(code="BOXES", params={"alone": 1}), EXPLANATIONS[Rule.BOXES].meaning),
        (Reason(code="WEATHER"), ("WEATHER", "WEATHER")),
    ],
)
def test_reasons_of_other_programs_are_told_as_well_as_can_be(reason, why):
    assert describe(reason) == why


def test_who_could_carry_it_is_told_apart_and_the_closest_is_named():
    crew = (
        toys.rider("R1", shift=(OPEN, OPEN + 740)),
        toys.rider("R2", shift=(OPEN, OPEN + 720)),
        toys.rider("R3", canteen="C2"),
    )
    problem = only(
        {"canteens": ("C1",)}, riders=crew, canteens=(toys.canteen(), toys.canteen("C2"))
    )
    plan = by_hand(problem, R1=[("C1", OPEN + 300, "V1")], R2=[("C1", OPEN + 300, "V2")])
    (entry,) = with_reasons(problem, plan).unserved
    full, elsewhere = entry.reasons
    assert (full.code, full.params["riders"], full.params["all"]) == (Rule.SHIFT, 2, 1)
    assert (full.params["rider"], full.params["late"]) == ("R1", 40)
    assert "1 more minutes for rider R1 would do" in describe(full).en
    assert (elsewhere.code, elsewhere.params["alone"]) == (Rule.CANTEEN, 1)


def test_no_minutes_are_promised_that_would_not_do():
    """However long the shift, all batches are gone."""
    reason = Reason(code=Rule.SHIFT, params={"riders": 2, "alone": 0, "all": 1})
    assert describe(reason).en == "2 riders who could carry it are at the shift's end"


def test_reasons_of_older_plans_read_as_they_did():
    reason = Reason(code=Rule.SHIFT, params={"riders": 2, "alone": 0, "late": 61})
    assert "2 more minutes would do for the closest" in describe(reason).en


def test_only_those_asked_for_are_explained():
    problem = toys.line(riders=(toys.rider(max_trips=0),))
    plan = with_reasons(problem, by_hand(problem), {"V2"})
    assert [bool(entry.reasons) for entry in plan.unserved] == [False, True, False]


def beside(problem, plan, hurdle):
    """Whom the attempt must get along with: the plan, or only what has begun."""
    if not hurdle.alone:
        return plan
    begun = [drive(problem, rider, ()) for rider in problem.riders if rider.frozen]
    return plan_of_days(problem, begun)


@given(random_days.problems(visits=3, riders=2, locks=0, emergency=False), st.integers(0, 2))
@settings(max_examples=40)
def test_what_a_reason_names_is_refused_by_the_checker(problem, trips):
    """The named attempt breaks a rule at any departure, and time enough is enough."""
    plan = solve(problem, "nearest", Stop(iterations=trips))
    explained = Explained(Schedule.of(problem, plan), plan)
    for entry in plan.unserved:
        hurdles = explained.hurdles(entry.visit)
        for hurdle in () if isinstance(hurdles, str) else hurdles:
            others = beside(problem, plan, hurdle)
            assert not any(force.days(problem, hurdle.rider, hurdle.runs, others))
            blamed = {violation.rule for violation in broken(problem, others, hurdle)}
            assert not STATIC & {hurdle.refusal.rule} or hurdle.refusal.rule in blamed
        for reason in explained.reasons(entry):
            if reason.code == Rule.SHIFT and "rider" in reason.params:
                assert force.fits(longer(problem, reason), plan, entry.visit)


STATIC = {Rule.BOXES, Rule.SKILL, Rule.CANTEEN, Rule.DIET, Rule.TRIPS, Rule.KITCHEN}


def broken(problem, plan, hurdle):
    """What the checker says of the attempt, driven as early as can be, beside the others."""
    rider = problem.rider[hurdle.rider]
    legs, free = [], rider.shift[0]
    for run in hurdle.runs:
        legs.append(
            Leg(run.canteen, run.visits, free + problem.canteen[run.canteen].loading_seconds)
        )
        free = drive(problem, rider, legs).end
    mine = drive(problem, rider, legs)
    others = [day for day in plan.riders if day.rider != rider.id]
    return check(problem, plan_of_days(problem, [*others, mine])).violations


def longer(problem, reason):
    """The problem in which the named rider has the minutes that would do, at either end."""
    late = -(-int(reason.params["late"]) // 60) * 60
    crew = (
        replace(r, shift=(r.shift[0] - late, r.shift[1] + late))
        if r.id == reason.params["rider"]
        else r
        for r in problem.riders
    )
    return replace(problem, riders=tuple(crew))


def test_every_reason_has_a_remedy():
    for code in HURDLES:
        assert remedy_of(Reason(code=code)) == EXPLANATIONS[code].remedy
    assert "more time" in remedy_of(Reason(code=SEARCH)).en
