"""Whatever a peer proposes becomes a plan that breaks no rule, and nothing sound is lost."""

from __future__ import annotations

import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.peers.repair import mended, sound
from optimizer.checker import check
from optimizer.locks import SequenceLock
from optimizer.timing import Run
from tests import random_days
from tests.toys import canteen, line, rider

SOME = ("V1", "V2", "V3", "V4", "V5", "V6", "nobody")
runs = st.builds(
    Run,
    canteen=st.sampled_from(("C1", "C2", "nowhere")),
    visits=st.lists(st.sampled_from(SOME), max_size=6).map(tuple),
)
proposals = st.dictionaries(st.sampled_from(("R1", "R2", "ghost")), st.lists(runs, max_size=3))


def repaired(problem, **days):
    raw = {name: [Run("C1", tuple(trip.split())) for trip in of] for name, of in days.items()}
    return mended(problem, raw, 5.0, threading.Event())


@given(problem=random_days.problems(visits=6, riders=2, canteens=2), raw=proposals)
@settings(max_examples=60)
def test_nonsense_becomes_a_plan_that_breaks_no_rule(problem, raw):
    plan, report = mended(problem, raw, 5.0, threading.Event())
    assert check(problem, plan).violations == ()
    assert 0 <= report.kept <= report.planned <= len(problem.visits)
    assert 0.0 <= report.lost <= 1.0


def test_a_sound_proposal_is_kept_whole():
    plan, report = repaired(line(), R1=["V3 V1", "V2"])
    assert [[s.visit for s in t.stops] for t in plan.riders[0].trips] == [["V3", "V1"], ["V2"]]
    assert (report.planned, report.kept, report.inserted, report.lost) == (3, 3, 0, 0.0)


def test_who_is_taken_off_is_inserted_where_there_is_room():
    problem = line(riders=(rider(boxes=2), rider("R2", boxes=2)))
    plan, report = repaired(problem, R1=["V1 V2 V3"])
    assert not plan.unserved
    assert (report.planned, report.kept, report.inserted) == (3, 2, 1)


def test_what_a_kitchen_cannot_give_is_taken_off():
    plan, report = repaired(line(canteens=(canteen(capacity=2),)), R1=["V1 V2 V3"])
    assert len(plan.served()) == 2
    assert report.lost > 0.3


def test_each_visit_counts_once_and_strangers_never():
    problem = line(locks=(SequenceLock(visits=("V2", "V1")),))
    raw = {
        "ghost": [Run("C1", ("V3",))],
        "R1": [Run("nowhere", ("V3",)), Run("C1", ("V1", "V2", "V2", "nobody"))],
    }
    assert sound(problem, raw) == {"R1": [("C1", (("V2", "V1"),))]}
