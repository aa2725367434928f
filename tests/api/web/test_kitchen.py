"""The kitchen sees what to pack before which departure, and sums that add up."""

from dataclasses import replace

from api.web.kitchen import kitchen_views
from tests import toys


def test_departures_stand_under_the_batch_that_completes_them(problem, plan, names):
    (kitchen,) = kitchen_views(problem, plan, names)
    assert [[d.load_start for d in batch.departures] for batch in kitchen.batches] == [
        ["10:00"],
        ["10:30"],
    ]
    assert kitchen.batches[0].title.zh == "第 1 批·10:00 前打包 4 份"


def test_a_trip_that_the_first_batch_cannot_fill_waits_for_the_second(problem, plan, names):
    small = replace(problem.canteens[0].batches[0], meals=3)
    canteens = (replace(problem.canteens[0], batches=(small, problem.canteens[0].batches[1])),)
    (kitchen,) = kitchen_views(replace(problem, canteens=canteens), plan, names)
    assert [len(batch.departures) for batch in kitchen.batches] == [0, 2]
    assert [batch.boxes for batch in kitchen.batches] == [3, 2], "no batch packs beyond its size"


def test_without_batches_all_is_packed_before_the_first_trip(problem, plan, names):
    (kitchen,) = kitchen_views(replace(problem, canteens=(toys.canteen(),)), plan, names)
    assert [batch.title.en for batch in kitchen.batches] == [
        "All packed before the first trip loads"
    ]


def test_sums_add_up(problem, plan, names):
    (kitchen,) = kitchen_views(problem, plan, names)
    assert [diet.zh for diet in kitchen.diets] == ["普通餐", "控糖餐", "软食餐"]
    assert kitchen.meals == (3, 1, 1)
    assert kitchen.boxes == sum(kitchen.meals) == sum(batch.boxes for batch in kitchen.batches)
    for batch in kitchen.batches:
        assert batch.boxes == sum(batch.meals)
    departures = [d for batch in kitchen.batches for d in batch.departures]
    assert kitchen.boxes == sum(d.boxes for d in departures)


def test_a_canteen_that_sends_nothing_is_not_listed(problem, plan, names):
    canteens = (*problem.canteens, toys.canteen("C2"))
    assert len(kitchen_views(replace(problem, canteens=canteens), plan, names)) == 1
