"""Whoever is missed is counted with the kitchens that may cook for them."""

from api.orders.records import Order, PlanningDay
from api.plans.rows import miss_rows
from optimizer.plan import Plan, Unserved
from optimizer.planning import solve
from optimizer.replan import replan
from optimizer.replan.disruptions import Breakdown
from optimizer.stop import Stop
from tests.toys import line, rider


def test_meals_left_at_a_meeting_point_are_missed_by_the_kitchen_that_cooked_them():
    """R1 breaks down after the first stop, and nobody takes the rest over."""
    problem = line(riders=(rider("R1"),))
    plan = solve(problem, "nearest", Stop())
    served = plan.riders[0].trips[0].stops[0]
    happened = replan(
        problem,
        plan,
        served.end,
        [Breakdown(rider="R1")],
        stop=Stop(iterations=1),
        strategy="nearest",
    )
    left = [entry.visit for entry in happened.plan.unserved]
    assert {happened.problem.visit[visit].canteens for visit in left} == {("@R1",)}
    orders = tuple(Order(resident=f"E{v}", visit=v, diet="regular", meals=1) for v in left)
    day = PlanningDay(problem=happened.problem, orders=orders)
    rows = list(miss_rows(1, day, happened.plan))
    assert [row["canteens"] for row in rows] == [("C1",)] * len(left)


def test_a_visit_that_any_canteen_may_cook_for_is_missed_by_none_of_them():
    problem = line(riders=(rider("R1"),))
    plan = Plan(riders=(), unserved=(Unserved(visit="V1", tier=1, reasons=()),))
    order = Order(resident="E1", visit="V1", diet="regular", meals=1)
    (row,) = miss_rows(1, PlanningDay(problem=problem, orders=(order,)), plan)
    assert row["canteens"] is None
