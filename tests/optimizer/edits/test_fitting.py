"""What is told of a place is what an edit that puts the visit there makes of the plan."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.edits import Edited, Editor
from optimizer.edits.fitting import edit_for
from optimizer.explain import places
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import random_days


@given(random_days.problems(visits=6, riders=2), st.integers(1, 3), st.data())
@settings(max_examples=60)
def test_an_edit_costs_what_the_place_was_said_to_cost(problem, trips, data):
    problem = replace(problem, locks=())
    plan = solve(problem, "nearest", Stop(iterations=trips))
    visit = data.draw(st.sampled_from(sorted(problem.visit)))
    editor = Editor(problem, plan)
    for fit in places(problem, plan, visit):
        if not fit.days:
            continue  # where it is now
        answer = editor.apply(edit_for(plan, visit, fit))
        assert isinstance(answer, Edited)
        told = {rider: day for rider, day in fit.days.items() if day is not None}
        made = {day.rider: day for day in answer.plan.riders}
        assert {rider: made[rider] for rider in told} == told
        assert answer.difference == dict(fit.cost)
