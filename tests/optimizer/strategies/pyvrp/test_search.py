"""The search spends its time on splits, riders and shorter trips, the same way every time."""

from optimizer.checker import check
from optimizer.locks import RiderLock
from optimizer.stop import Stop
from optimizer.strategies.pyvrp import PyVrp
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.strategies.pyvrp.search import Search
from tests import plans
from tests.toys import OPEN, canteen, line, rider

CREW = tuple(rider(f"R{k}") for k in (1, 2, 3))


def found(problem, iterations=60, warm_start=None, seed=0):
    clock = Clock(Stop(iterations=iterations))
    results = list(Search(problem, clock, seed, warm_start).run())
    assert clock.iterations <= iterations
    return results


def riders(result):
    return {tour.slot.rider.id for tour in result.tours}


def test_spare_riders_stay_at_home():
    results = found(line(range(8), riders=CREW))
    assert results[-1].complete
    assert len(riders(results[-1])) == 1


def test_everybody_rides_where_somebody_is_left_out():
    problem = line(range(30), riders=tuple(rider(f"R{k}", boxes=4) for k in (1, 2)))
    results = found(problem)
    assert not any(result.complete for result in results)
    assert riders(results[-1]) == {"R1", "R2"}


def test_a_rider_whom_a_lock_names_is_kept():
    problem = line(range(5), riders=CREW, locks=(RiderLock(visit="V2", rider="R3"),))
    assert "R3" in riders(found(problem)[-1])


def test_who_cannot_be_served_at_all_keeps_nobody_at_work():
    results = found(line((0, 1, 2, 90), riders=CREW))
    assert results[-1].complete
    assert len(riders(results[-1])) == 1


def test_it_goes_on_from_a_warm_start():
    problem = line(range(12), riders=CREW)
    known = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2 V3 V4 V5 V6 V7 V8 V9")])
    first = found(problem, iterations=0, warm_start=known)[0]
    assert [tour.customers for tour in first.tours] == [tuple(range(9))]


def test_three_waves_where_riders_have_three_trips():
    crew = (rider(boxes=2, max_trips=3),)
    plan = PyVrp().solve(line(range(7), riders=crew), Stop(iterations=100), 0)
    assert not plan.unserved
    assert len(plan.riders[0].trips) == 3


def test_the_seed_makes_a_difference_and_nothing_else_does():
    places = [0, *((11 * k) % 37 for k in range(1, 60))]
    problem = line(places, riders=tuple(rider(f"R{k}", boxes=12) for k in (1, 2)))
    one, other, again = (PyVrp().solve(problem, Stop(iterations=40), seed) for seed in (1, 2, 1))
    assert one == again
    assert one != other
    assert check(problem, one).violations == check(problem, other).violations == ()


def test_riders_load_elsewhere_where_home_cooks_nothing_for_whom_is_left():
    kitchens = (canteen("C1"), canteen("C2", "p4"))
    crew = (rider("R1", may_load_at=("C2",)), rider("R2", may_load_at=("C2",)))
    elsewhere = {"V4": {"canteens": ("C2",)}, "V5": {"canteens": ("C2",)}}
    results = found(line(range(6), riders=crew, canteens=kitchens, visits=elsewhere))
    assert {tour.slot.canteen.id for tour in results[0].tours} == {"C1"}, "home at first"
    assert not results[0].complete
    assert results[-1].complete
    for result in results:
        places = [(tour.slot.rider.id, tour.slot.wave) for tour in result.tours]
        assert len(places) == len(set(places)), "nobody is in two places"


def test_stopping_ends_the_course_of_runs():
    clock = Clock(Stop())
    search = Search(line(range(12), riders=CREW), clock, 0, None)
    runs = 0
    for _ in search.run():
        runs += 1
        clock.stop.requested.set()
    assert runs == 1
