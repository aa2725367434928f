"""Benchmark lunches are the same every time, keep their bounds and are solvable problems."""

import numpy as np

from benchmarks.lunches import LATE, NOON, ONBOARD, lunch, side_by_side
from benchmarks.places import BOX_KM, CENTRE, KM
from optimizer.planning import solve
from optimizer.stop import Stop


def test_same_arguments_same_lunch():
    assert lunch(3, visits=30, riders=2) == lunch(3, visits=30, riders=2)
    assert lunch(3, visits=30, riders=2).visits != lunch(4, visits=30, riders=2).visits


def test_number_of_riders_changes_nothing_else():
    few, many = lunch(1, riders=16), lunch(1, riders=17)
    assert few.visits == many.visits
    assert few.travel == many.travel
    assert few.canteens == many.canteens


def test_one_canteen_as_described():
    day = lunch(1)
    assert (len(day.visits), len(day.riders), len(day.canteens)) == (400, 17, 1)
    assert sum(visit.window == LATE for visit in day.visits) == 60
    assert {visit.window for visit in day.visits} == {LATE, NOON}
    assert sum(visit.boxes for visit in day.visits) == 480
    assert {visit.boxes for visit in day.visits} == {1, 2}
    assert {visit.tier for visit in day.visits} == {1, 2, 3}
    assert {visit.max_onboard_seconds for visit in day.visits} == {ONBOARD}
    assert {(r.boxes, r.max_trips) for r in day.riders} == {(36, 2)}
    assert day.canteens[0].loading_seconds == 300
    assert day.travel["ebike"].seconds.dtype == np.int32


def test_every_lunch_is_the_same_work():
    """Service is drawn without replacement: 17 riders suffice on all seeds or on none."""
    work = {sum(visit.service_seconds for visit in lunch(seed).visits) for seed in range(1, 11)}
    assert len(work) == 1


def test_disc_is_filled_to_its_rim():
    day = lunch(1, visits=100, radius_km=1.2)
    at = np.array([(place.lon, place.lat) for place in day.locations])
    apart = np.hypot(*((at - CENTRE) / KM).T)
    assert apart[0] == 0
    assert 1.1 < apart.max() <= 1.201


def test_district_stays_in_its_box():
    day = lunch(1, visits=450, riders=30, canteens=5)
    at = np.array([(place.lon, place.lat) for place in day.locations])
    sides = np.ptp(at, axis=0) / KM
    assert (sides <= np.array(BOX_KM) * np.sqrt(450 / 4_500)).all()


def test_neighbours_share_visits_and_riders():
    day = lunch(1, visits=450, riders=60, canteens=5)
    choices = [len(visit.canteens or ()) for visit in day.visits]
    assert set(choices) == {1, 2, 3}
    assert 5 < sum(bool(rider.may_load_at) for rider in day.riders) < 25
    assert {rider.canteen for rider in day.riders} == {canteen.id for canteen in day.canteens}
    meals = sum(visit.boxes for visit in day.visits)
    assert meals * 1.1 <= sum(canteen.capacity for canteen in day.canteens) < meals * 1.15


def test_batches_pack_all_that_may_be_cooked():
    day = lunch(1, visits=40, batches=True, bays=2)
    assert sum(batch.meals for batch in day.canteens[0].batches) == day.canteens[0].capacity
    assert day.canteens[0].loading_bays == 2


def test_nobody_of_one_lunch_can_help_at_another():
    parts = [lunch(seed, visits=12, riders=1) for seed in (1, 2)]
    whole = side_by_side(parts)
    rows = len(parts[0].locations)
    seconds = whole.travel["ebike"].seconds
    assert np.array_equal(seconds[:rows, :rows], parts[0].travel["ebike"].seconds)
    assert seconds[:rows, rows:].min() > 3 * 3_600
    alone = [solve(part, "nearest", Stop()).kpis for part in parts]
    together = solve(whole, "nearest", Stop()).kpis
    for figure in ("visits_unserved", "riders"):
        assert together[figure] == sum(kpis[figure] for kpis in alone)
