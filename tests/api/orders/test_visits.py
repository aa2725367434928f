"""One entrance and one window make one visit, with the claims of its most vulnerable resident."""

import re

import pytest

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.orders.visits import clipped, hard_window
from tests.rosters import MONDAY, TRAVEL, canteen, resident, rider, roster


def visits(*residents, **changes):
    return planning_day(roster(*residents, **changes), MONDAY, LUNCH, TRAVEL).problem.visits


def test_neighbours_share_a_visit():
    (visit,) = visits(
        resident("E1", diet="soft", tier=2, floor=5),
        resident("E2", tier=3, missed_recently=2),
        resident("E3", portions=2, missed_recently=1),
    )
    assert visit.meals == {"regular": 3, "soft": 1}
    assert visit.tier == 2
    assert visit.missed_recently == 2
    assert visit.service_seconds == 20 + 4 * 16 + 3 * 25 + 5
    assert (visit.window, visit.preferred) == ((36_900, 44_100), (37_800, 43_200))
    assert visit.max_onboard_seconds == 3_900
    assert visit.canteens is None


@pytest.mark.parametrize(
    "apart",
    [
        {"address": "花溪路100弄2号"},
        {"lon": 121.411},
        {"window": (39_600, 41_400)},
        {"canteen": "C1"},
    ],
)
def test_another_entrance_window_or_canteen_is_another_visit(apart):
    together = resident("E1"), resident("E2")
    assert len(visits(*together)) == 1
    assert len(visits(resident("E1"), resident("E2", **apart))) == 2


def test_noise_in_coordinates_is_no_other_entrance():
    assert len(visits(resident("E1"), resident("E2", lon=121.410 + 1e-9))) == 1


def test_a_couple_is_one_door():
    (couple,) = visits(resident("E1", door="301"), resident("E2", door="301"))
    (doors,) = visits(resident("E1", door="301"), resident("E2", door="302"))
    assert doors.service_seconds - couple.service_seconds == 20


def test_an_own_window_becomes_hard_and_clips_the_preferred_one():
    (visit,) = visits(resident(window=(42_000, 43_800)))
    assert (visit.window, visit.preferred) == ((42_000, 43_800), (42_000, 43_200))


def test_an_own_window_as_wide_as_the_sitting_is_no_other_visit():
    assert len(visits(resident("E1"), resident("E2", window=(36_000, 45_000)))) == 1


@pytest.mark.parametrize(
    ("own", "hard"),
    [
        (None, (10, 20)),
        ((12, 15), (12, 15)),
        ((5, 15), (10, 15)),
        ((5, 25), (10, 20)),
        ((30, 40), (30, 40)),
    ],
)
def test_an_own_window_counts_within_the_sitting(own, hard):
    assert hard_window(own, (10, 20)) == hard


def test_windows_that_do_not_meet_leave_nothing():
    assert clipped((5, 9), (10, 20)) is None
    assert clipped((5, 10), (10, 20)) == (10, 10)


def test_a_canteen_binds_its_resident():
    (visit,) = visits(resident(canteen="C1"))
    assert visit.canteens == ("C1",)


def test_ids_are_stable_and_say_nothing():
    (alone,) = visits(resident("E1"))
    (another_day,) = visits(resident("E2", tier=1, diet="soft"), resident("E3"))
    assert alone.id == another_day.id == "VW7NDGF7AML"
    assert re.fullmatch(r"V[A-Z2-7]{10}", alone.id)


def test_a_tower_is_split_into_numbered_parts_that_fit_half_of_the_riders():
    tower = [resident(f"E{k:02}", floor=1 + k // 4) for k in range(40)]
    riders = [rider("R1", boxes=60), rider("R2", boxes=24), rider("R3", boxes=6)]
    parts = visits(*tower, riders=riders)
    (whole,) = visits(*tower, riders=[rider(boxes=60)])
    assert [part.id for part in parts] == [whole.id, f"{whole.id}-2"]
    assert [part.boxes for part in parts] == [20, 20]
    assert {part.location for part in parts} == {whole.location}
    assert parts[0].service_seconds < parts[1].service_seconds < whole.service_seconds


def test_only_riders_who_may_load_it_bound_a_visit():
    tower = [resident(f"E{k:02}", canteen="C2") for k in range(30)]
    canteens = (canteen("C1"), canteen("C2"))
    riders = (rider("R1", "C1", boxes=5), rider("R2", "C2", boxes=30))
    assert len(visits(*tower, canteens=canteens, riders=riders)) == 1


def test_visits_come_in_order_of_address():
    streets = ["枣阳路2号", "杏山路1号", "花溪路9号"]
    found = visits(*(resident(f"E{k}", address=street) for k, street in enumerate(streets)))
    alone = [visits(resident("E1", address=street))[0].id for street in sorted(streets)]
    assert [visit.id for visit in found] == alone


def test_a_neighbour_whose_diet_nobody_cooks_changes_nothing_for_the_others():
    kitchen = canteen(diets=("regular",))
    (alone,) = visits(resident("E1"), canteens=(kitchen,))
    first, second = visits(resident("E1"), resident("E2", diet="halal"), canteens=(kitchen,))
    assert first == alone
    assert second.meals == {"halal": 1}
