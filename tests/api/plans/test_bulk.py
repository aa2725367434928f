"""Orders are exactly what is eaten: meals in transit are ordered for where they end."""

from dataclasses import replace

import pytest

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.orders.records import Order
from api.plans.bulk import at_doors, bulk_visits
from api.plans.documents import orders_fit
from tests.points import two_level_roster
from tests.rosters import MONDAY, TRAVEL


@pytest.fixture(scope="module")
def day():
    return planning_day(two_level_roster(), MONDAY, LUNCH, TRAVEL)


def test_bulk_visits_name_their_point(day):
    assert bulk_visits(day.problem) == {"B1-D1": "D1"}


def test_orders_at_doors_leave_out_who_comes_to_the_point(day):
    assert [order.resident for order in at_doors(day.problem, day.orders)] == ["E4", "E3"]


def test_orders_of_a_day_fit_its_problem(day):
    assert day.problem.visit["B1-D1"].transit == 1
    assert orders_fit(day.problem, day.orders)


@pytest.mark.parametrize("row", range(4))
def test_a_lost_order_does_not_fit(day, row):
    orders = [order for number, order in enumerate(day.orders) if number != row]
    assert len(orders) == 3
    assert not orders_fit(day.problem, orders)


def test_an_order_for_a_meal_in_transit_does_not_fit(day):
    extra = Order(resident="E3", visit="B1-D1", diet="regular", meals=1)
    assert not orders_fit(day.problem, [*day.orders, extra])


def test_another_diet_does_not_fit(day):
    orders = [replace(o, diet="regular") if o.diet == "soft" else o for o in day.orders]
    assert not orders_fit(day.problem, orders)


def test_an_unknown_visit_does_not_fit(day):
    orders = [replace(o, visit="V9") if o.resident == "E4" else o for o in day.orders]
    assert not orders_fit(day.problem, orders)
