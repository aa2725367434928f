"""Who dines in has a seat at the own or the nearest canteen, or gets the meal at the door."""

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.orders.seats import seated
from optimizer.problem import Batch
from tests.rosters import MONDAY, TRAVEL, canteen, resident, roster

FAR = {"lon": 121.44}


def guest(name, **changes):
    return resident(name, mode="dine_in", **changes)


def places(seating):
    return {one.resident: one.canteen for one in seating.eating_in}


def test_a_guest_eats_at_the_canteen_named_and_others_at_the_nearest():
    cooking = [canteen("C1"), canteen("C2", **FAR)]
    seating = seated([guest("E1", canteen="C2"), guest("E2")], cooking)
    assert places(seating) == {"E1": "C2", "E2": "C1"}
    assert seating.unseated == ()


def test_who_names_a_canteen_comes_first_then_the_most_vulnerable():
    cooking = [canteen("C1", capacity=2)]
    guests = [guest("E1", tier=3), guest("E2", tier=1), guest("E3", tier=3, canteen="C1")]
    seating = seated(guests, cooking)
    assert places(seating) == {"E2": "C1", "E3": "C1"}
    assert [who.id for who in seating.unseated] == ["E1"]


def test_a_full_canteen_sends_guests_to_the_next():
    cooking = [canteen("C1", capacity_by_diet={"soft": 1}), canteen("C2", **FAR)]
    seating = seated([guest("E1", diet="soft"), guest("E2", diet="soft")], cooking)
    assert places(seating) == {"E1": "C1", "E2": "C2"}


def test_a_diet_that_is_not_cooked_is_no_seat():
    seating = seated([guest("E1", diet="halal", canteen="C1")], [canteen(diets=("regular",))])
    assert seating.eating_in == ()
    assert seating.unseated[0].canteen is None


def test_deliveries_get_what_guests_leave():
    kitchen = canteen(
        capacity=50,
        capacity_by_diet={"soft": 9},
        batches=(Batch(ready=35_000, meals=30), Batch(ready=38_000, meals=20)),
    )
    people = [guest(f"E{k:02}", diet="soft" if k < 4 else "regular") for k in range(24)]
    day = planning_day(roster(*people, canteens=(kitchen,)), MONDAY, LUNCH, TRAVEL)
    (left,) = day.problem.canteens
    assert (left.capacity, left.capacity_by_diet) == (26, {"soft": 5})
    assert [batch.meals for batch in left.batches] == [26, 0]
    assert day.problem.visits == ()
    (notice,) = day.problem.notices
    assert (notice.code, notice.params["canteen"], notice.params["meals"]) == (
        "EATING_IN",
        "C1",
        24,
    )


def test_without_a_seat_the_meal_comes_to_the_door_from_anywhere():
    canteens = (canteen("C1", weekdays=(7,)), canteen("C2", **FAR))
    given_roster = roster(guest("E1", canteen="C1"), canteens=canteens)
    day = planning_day(given_roster, MONDAY, LUNCH, TRAVEL)
    (visit,) = day.problem.visits
    assert visit.canteens is None
    assert (day.redirected, day.eating_in) == (("E1",), ())
    told = {notice.code: dict(notice.params) for notice in day.problem.notices}
    assert told["REDIRECTED"] == {"people": 1}
