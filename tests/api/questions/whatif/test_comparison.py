"""Two plans side by side: canteens, cost, and for whom something changes."""

from __future__ import annotations

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.questions.whatif.comparison import (
    Affected,
    CanteenFigures,
    Scenario,
    affected,
    costs_of,
    figures_of,
    posed,
    posed_day,
)
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import plans, toys
from tests.rosters import MONDAY, TRAVEL, canteen, resident, rider, roster

LEAVES = toys.OPEN + 300


def scenario(problem, **days):
    one = posed(problem)
    plan = plans.by_hand(problem, **days)
    return Scenario(problem=problem, portions=one.portions, plan=plan)


def town():
    return toys.line(
        (0, 9, 1, 2, 8),
        canteens=(toys.canteen("C1", "p0"), toys.canteen("C2", "p1")),
        riders=(toys.rider("R1"), toys.rider("R2", "C2", may_load_at=("C1",))),
        visits={"V3": {"meals": {"regular": 3}}},
    )


def test_canteens_count_what_leaves_them_and_whose_day_begins_there():
    found = figures_of(scenario(town(), R1=[("C1", LEAVES, "V2 V3")], R2=[("C1", LEAVES, "V4")]))
    assert found == {
        "C1": CanteenFigures(capacity=100, delivered=5, trips=2, riders=1),
        "C2": CanteenFigures(capacity=100, riders=1),
    }


def test_meals_for_a_meal_point_are_no_deliveries_of_the_kitchen():
    found = figures_of(scenario(toys.two_levels(), R1=[("C1", LEAVES, "B1")]))
    assert (found["C1"].delivered, found["C1"].brought_on) == (16, 4)


def test_for_whom_something_changes():
    before = scenario(town(), R1=[("C1", LEAVES, "V1 V2")], R2=[("C2", LEAVES, "V4")])
    after = scenario(town(), R1=[("C1", LEAVES, "V2 V3")], R2=[("C1", LEAVES, "V4")])
    assert affected(before, after) == {"": Affected(people=4, lost=1, gained=1, moved=1)}


def test_nothing_changes_where_plans_are_the_same():
    one = scenario(town(), R1=[("C1", LEAVES, "V2")])
    assert affected(one, one) == {}


def test_people_are_counted_by_street_town_and_guests_by_canteen():
    people = roster(
        resident("E1", street_town="万里", mode="dine_in"),
        resident("E2", portions=2),
        canteens=(canteen("C1"), canteen("C2", lon=121.41, lat=31.243)),
        riders=(rider("R1"), rider("R2", "C2")),
    )
    day = planning_day(people, MONDAY, LUNCH, TRAVEL)
    one = posed_day(day, people)
    plan = solve(day.problem, "savings", Stop())
    found = Scenario(problem=one.problem, portions=one.portions, plan=plan)
    assert figures_of(found)["C2"].seated == 1
    nobody = Scenario(problem=one.problem, portions=one.portions, plan=plans.by_hand(day.problem))
    assert affected(found, nobody) == {"曹杨新村": Affected(people=1, lost=1)}


def test_costs_stand_side_by_side_with_the_total_last():
    problem = toys.line()
    one = posed(problem)
    both = [
        Scenario(problem=problem, portions=one.portions, plan=solve(problem, name, Stop()))
        for name in ("nearest", "savings")
    ]
    found = costs_of(both)
    assert list(found)[-1] == "total"
    assert all(
        sum(costs[k] for n, costs in found.items() if n != "total") == costs_of(both)["total"][k]
        for k in (0, 1)
    )
