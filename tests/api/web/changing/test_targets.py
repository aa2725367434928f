"""Places travel through forms and back, and nobody else's values are taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.web.changing.targets import Target, target_of
from api.web.errors import PageError
from optimizer.edits import Broken, Editor
from optimizer.explain import places
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import toys

NUMBERS = st.none() | st.integers(0, 99)
NAMES = st.text(min_size=1).filter(str.strip)


@given(
    rider=NAMES, trip=NUMBERS, position=NUMBERS, rank=NUMBERS, canteen=st.none() | NAMES
)  # fmt: skip
def test_a_place_reads_as_it_was_written(rider, trip, position, rank, canteen):
    target = Target(rider=rider, trip=trip, position=position, rank=rank, canteen=canteen)
    assert Target.read(target.written) == target


@pytest.mark.parametrize("value", ["", "trip=1", "rider=R1&trip=one", "rider=R1&position=x"])
def test_what_nobody_of_ours_wrote_is_refused(value):
    with pytest.raises(PageError):
        Target.read(value)


@pytest.mark.parametrize("boxes", [2, 10])
def test_an_edit_to_a_place_makes_exactly_the_days_that_the_place_promised(boxes):
    """Also when the visit leaves a trip of its own behind, after which trips count anew."""
    problem = toys.line(
        (0, 1, 2, 3, 4, 5),
        riders=(toys.rider("R1", boxes=boxes), toys.rider("R2", boxes=boxes)),
    )
    plan = solve(problem, "nearest", Stop())
    editor = Editor(problem, plan)
    tried = 0
    for visit in sorted(plan.served()):
        for fit in places(problem, plan, visit, 9):
            target = target_of(fit, plan, visit)
            if target is None:
                continue
            made = editor.apply(target.edit(visit, served=True))
            assert not isinstance(made, Broken)
            days = {day.rider: day for day in made.plan.riders}
            for rider, day in fit.days.items():
                trips = days[rider].trips if rider in days else ()
                visits = [[stop.visit for stop in trip.stops] for trip in trips]
                wanted = [[stop.visit for stop in trip.stops] for trip in day.trips] if day else []
                assert visits == wanted
            tried += 1
    assert tried > 5
