"""Changed orders change the visits that they are about, and every meal has exactly one order."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.editing.changed_orders import changed_orders
from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.plans.documents import orders_fit
from optimizer.planning import solve
from optimizer.replan import replan
from optimizer.replan.disruptions import Cancellation, LateOrder
from optimizer.replan.today import loaded_visits
from optimizer.stop import Stop
from optimizer.travel.wider import with_places
from tests.points import two_level_roster
from tests.rosters import MONDAY, TRAVEL, canteen, resident, roster

FLAT = {"address": "花溪路200弄1号", "lon": 121.412}


def day(*residents, **changes):
    return planning_day(roster(*residents, **changes), MONDAY, LUNCH, TRAVEL)


def differing(before, after, loaded=()):
    return changed_orders(before.problem, before.orders, loaded, after)


def late(changed):
    return [one.visit for one in changed.disruptions if isinstance(one, LateOrder)]


def cancelled(changed):
    return [one.visit for one in changed.disruptions if isinstance(one, Cancellation)]


def applied(problem, changed):
    """The problem with all changes, as somebody who knows no frozen trips makes it."""
    wider = with_places(problem, changed.locations, TRAVEL)
    new = {visit.id: visit for visit in late(changed)}
    kept = {v.id: v for v in wider.visits if v.id not in cancelled(changed)}
    return replace(wider, visits=tuple((kept | new).values()))


def by_resident(orders):
    meals: Counter[tuple[str, str]] = Counter()
    for order in orders:
        meals[order.resident, order.diet] += order.meals
    return meals


def test_without_a_change_nothing_happens():
    same = day(resident("E1"), resident("E2", **FLAT))
    changed = differing(same, same)
    assert (changed.disruptions, changed.locations, changed.too_late) == ((), (), ())
    assert changed.orders == same.orders


def test_a_new_entrance_comes_with_its_place():
    before = day(resident("E1"))
    changed = differing(before, day(resident("E1"), resident("E2", **FLAT)))
    (visit,) = late(changed)
    (place,) = changed.locations
    assert (place.lon, visit.location) == (121.412, place.id)
    assert place.id not in before.problem.location_index
    assert visit.meals == {"regular": 1}
    assert changed.residents == ("E2",)
    problem = applied(before.problem, changed)
    assert orders_fit(problem, changed.orders)


def test_one_more_behind_an_entrance_joins_its_visit():
    before = day(resident("E1"))
    changed = differing(before, day(resident("E1"), resident("E2", diet="soft", tier=1)))
    (visit,) = late(changed)
    assert visit.id == before.problem.visits[0].id
    assert (visit.meals, visit.tier) == ({"regular": 1, "soft": 1}, 1)
    assert visit.service_seconds > before.problem.visits[0].service_seconds
    assert not changed.locations
    assert {order.visit for order in changed.orders} == {visit.id}


def test_the_last_one_takes_the_visit_along():
    before = day(resident("E1"), resident("E2", **FLAT))
    changed = differing(before, day(resident("E1")))
    gone = next(order.visit for order in before.orders if order.resident == "E2")
    assert cancelled(changed) == [gone]
    assert [order.resident for order in changed.orders] == ["E1"]


def test_one_of_two_is_cancelled():
    before = day(resident("E1"), resident("E2", diet="soft"))
    (visit,) = late(changed := differing(before, day(resident("E1"))))
    assert visit.meals == {"regular": 1}
    assert [order.resident for order in changed.orders] == ["E1"]


def test_another_diet_is_the_same_visit_with_other_meals():
    before = day(resident("E1"), resident("E2"))
    (visit,) = late(differing(before, day(resident("E1"), resident("E2", diet="soft"))))
    assert visit.meals == {"regular": 1, "soft": 1}


def test_a_loaded_visit_stays_and_who_is_late_gets_another():
    before = day(resident("E1"))
    (loaded,) = before.problem.visits
    after = day(resident("E1"), resident("E2"))
    (visit,) = late(changed := differing(before, after, loaded={loaded.id}))
    assert visit.id == f"{loaded.id}-2"
    assert visit.meals == {"regular": 1}
    assert Counter(order.visit for order in changed.orders) == {loaded.id: 1, visit.id: 1}
    problem = applied(before.problem, changed)
    assert orders_fit(problem, changed.orders)
    again = changed_orders(problem, changed.orders, {loaded.id}, after)
    assert again.disruptions == (), "asking twice brings nobody a second meal"


def test_what_is_loaded_cannot_be_cancelled():
    before = day(resident("E1"), resident("E2", **FLAT))
    loaded = {visit.id for visit in before.problem.visits}
    changed = differing(before, day(resident("E1")), loaded=loaded)
    assert changed.disruptions == ()
    assert [order.resident for order in changed.too_late] == ["E2"]
    assert changed.orders == before.orders


def test_whoever_can_still_be_cancelled_is():
    """Of two meals of one person, the one that is not on its way is the one that stays back."""
    eats_two = resident("E1", portions=2)
    split = {"riders": (), "canteens": (canteen(capacity_by_diet={"regular": 1}),)}
    before = day(eats_two, **split)
    assert len(before.problem.visits) == 2
    first, second = (visit.id for visit in before.problem.visits)
    changed = differing(before, day(resident("E1"), **split), loaded={first})
    assert (cancelled(changed), changed.too_late) == ([second], ())


def test_a_new_order_near_a_meal_point_comes_from_the_kitchens():
    people = two_level_roster()
    before = planning_day(people, MONDAY, LUNCH, TRAVEL)
    near = resident("E9", address="花溪路9弄2号", lon=121.4093, lat=31.2442)
    more = replace(people, residents=(*people.residents, near))
    changed = differing(before, planning_day(more, MONDAY, LUNCH, TRAVEL))
    new = next(visit for visit in late(changed) if visit.id not in before.problem.visit)
    assert new.canteens == ("C1",)
    assert (new.meals, new.transit) == ({"regular": 1}, 0)


def test_who_comes_to_a_meal_point_as_well_is_brought_a_meal_there():
    people = two_level_roster()
    before = planning_day(people, MONDAY, LUNCH, TRAVEL)
    comes = resident("E9", mode="point", meal_point="D1")
    more = replace(people, residents=(*people.residents, comes))
    (visit,) = late(changed := differing(before, planning_day(more, MONDAY, LUNCH, TRAVEL)))
    known = before.problem.visit[visit.id]
    assert (visit.boxes, visit.transit) == (known.boxes + 1, known.transit)
    problem = applied(before.problem, changed)
    assert orders_fit(problem, changed.orders)


@st.composite
def people(draw):
    """Who eats at one of three entrances, what and how much."""
    names = draw(st.lists(st.integers(1, 8), unique=True, max_size=8))
    return [
        resident(
            f"E{k}",
            address=f"花溪路{k % 3}弄1号",
            lon=121.40 + k % 3 / 100,
            diet=draw(st.sampled_from(["regular", "soft"])),
            portions=draw(st.integers(1, 3)),
        )
        for k in sorted(names)
    ]


@given(people(), people(), st.data())
def test_every_meal_has_one_order_and_nothing_loaded_changes(before, after, data):
    old, new = day(*before), day(*after)
    names = sorted(visit.id for visit in old.problem.visits)
    loaded = set(data.draw(st.lists(st.sampled_from(names), unique=True) if names else st.just([])))
    changed = differing(old, new, loaded)
    problem = applied(old.problem, changed)
    assert orders_fit(problem, changed.orders)
    assert by_resident(changed.orders) == by_resident(new.orders) + by_resident(changed.too_late)
    assert loaded.isdisjoint({*cancelled(changed), *(visit.id for visit in late(changed))})
    assert [problem.visit[name] for name in loaded] == [old.problem.visit[name] for name in loaded]
    again = changed_orders(problem, changed.orders, loaded, new)
    assert again.disruptions == ()
    assert again.orders == changed.orders


def people_but(*gone, more=(), **portions):
    kept = (who for who in two_level_roster().residents if who.id not in gone)
    changed = (replace(who, portions=portions.get(who.id, who.portions)) for who in kept)
    return replace(two_level_roster(), residents=(*changed, *more))


@pytest.mark.parametrize(
    "after",
    [
        people_but("E1"),
        people_but("E3"),
        people_but("E4"),
        people_but("E1", "E2", "E3"),
        people_but(E1=2),
        people_but(E3=2),
        people_but(more=[resident("E9", mode="point", meal_point="D1")]),
        people_but(more=[resident("E9", address="花溪路9弄1号", lon=121.4092, lat=31.2442)]),
    ],
)
def test_two_levels_stay_in_step_whenever_the_day_is_planned_again(after):
    """Before anything has left, with the bulk on its way, and with the volunteer walking."""
    before = planning_day(two_level_roster(), MONDAY, LUNCH, TRAVEL)
    plan = solve(before.problem, "nearest", Stop())
    fresh = planning_day(after, MONDAY, LUNCH, TRAVEL)
    for now in (32_400, 37_800, 39_900):
        loaded = loaded_visits(before.problem, plan, now)
        changed = changed_orders(before.problem, before.orders, loaded, fresh)
        wider = with_places(before.problem, changed.locations, TRAVEL)
        stop = Stop(iterations=5)
        found = replan(wider, plan, now, changed.disruptions, stop=stop, strategy="nearest")
        assert found.told == ()
        assert orders_fit(found.problem, changed.orders)
        assert by_resident(changed.orders) == by_resident(fresh.orders) + by_resident(
            changed.too_late
        )
