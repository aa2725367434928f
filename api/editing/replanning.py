"""The day goes on although something happened: plan a version again. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.editing.changed_orders import ChangedOrders, changed_orders
from api.editing.changing import origin_of
from api.editing.records import Asked, Happened, Outcome
from api.orders.records import PlanningDay
from api.plans import actions
from api.plans.origins import Action
from optimizer.edits import Editor
from optimizer.plan import cost_difference
from optimizer.problem import Location, Problem, Travel
from optimizer.replan.changes import changes_between
from optimizer.replan.disruptions import Breakdown, Disruption
from optimizer.replan.replan import replan
from optimizer.replan.today import loaded_visits
from optimizer.stop import Stop
from optimizer.strategies import registry
from optimizer.strategies.base import OnProgress
from optimizer.travel.legs import Legs
from optimizer.travel.wider import with_places


class NoRides:
    """Travel times for a day that nobody plans: only its visits and orders are looked at."""

    def matrix(self, locations: Sequence[Location], profile: str) -> Travel:  # noqa: ARG002
        """No ride is known."""
        return Legs({}, len(locations))

    def identity(self, profile: str) -> str | None:  # noqa: ARG002
        """Nobody keeps the answer."""
        return None


def replanned(
    asked: Asked,
    happened: Happened,
    *,
    stop: Stop,
    strategy: str = "engine",
    on_progress: OnProgress | None = None,
) -> Outcome:
    """The version's plan after what happened; it loses nobody whose meal can be kept.

    What the order book changed counts if the day of now is ``asked`` about, too. The clock of
    ``stop`` starts when everything is ready.

    Raises
    ------
    InvalidInput
        When a disruption names what is not there, or cannot be.
    UnknownProfile, TravelUnavailable
        As ``Desk.take``.
    """
    base, taken = asked.base, asked.desk.take(asked.base)
    registry.get(strategy).prepare()
    stop.restart()
    problem, plan = taken.editor.problem, taken.editor.plan
    orders = ChangedOrders(orders=base.orders)
    if asked.fresh is not None:
        loaded = loaded_visits(problem, plan, happened.at)
        orders = changed_orders(problem, base.orders, loaded, asked.fresh)
        problem = with_places(problem, orders.locations, asked.desk.source(base))
    what = *(_at_its_place(problem, one) for one in happened.disruptions), *orders.disruptions
    found = replan(
        problem,
        plan,
        happened.at,
        what,
        prices=happened.prices,
        stop=stop,
        strategy=strategy,
        on_progress=on_progress,
    )
    details = actions.replanned(happened.at, what, happened.prices)
    return Outcome(
        base=base,
        day=PlanningDay(problem=found.problem, orders=orders.orders),
        plan=found.plan,
        origin=origin_of(asked, Action.REPLAN, details),
        difference=cost_difference(base.plan.cost, found.plan.cost),
        changes=changes_between(base.problem, base.plan, found.problem, found.plan),
        editor=Editor(found.problem, found.plan),
        retimed=taken.retimed,
        released=tuple(found.released),
        told=tuple(found.told),
        too_late=orders.too_late,
    )


def _at_its_place(problem: Problem, disruption: Disruption) -> Disruption:
    """A breakdown with the location where a visit or canteen stands for its meeting point."""
    if not isinstance(disruption, Breakdown) or disruption.meeting_point is None:
        return disruption
    name = disruption.meeting_point
    place = problem.visit.get(name) or problem.canteen.get(name)
    return disruption if place is None else replace(disruption, meeting_point=place.location)
