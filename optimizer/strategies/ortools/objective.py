"""What the routes alone cost, ``SCALE`` units a second.

Unserved, riders, paid time of loading, riding and serving, unfamiliar, change and time on board.
Left to ``departures``, which settles them exactly for given routes: early, late, thin slack,
idling and the longest day. Inside the search they leave every neighbour with a choice of
departures, and the solver enumerates departures, second by second, before it gives a neighbour
up: a hundred times fewer neighbours for a few percent of the cost.

Not stated: what it costs that a rider's round or the order on it is not that of the previous plan.
Not exact: a locked day that loses its first trip does not pay for the rider; trips that load
away from home are paid as if riders came from home.
"""

from __future__ import annotations

from optimizer.policy import Policy
from optimizer.problem import Rider, Visit
from optimizer.strategies.ortools.days import reload_seconds
from optimizer.strategies.ortools.model import Model
from optimizer.timing.insertion import unserved_weight

SCALE = 100
"""Units of the objective per second of cost, so that percent weights stay whole numbers."""

AHEAD = "ahead"
"""Name of the dimension that counts the visits still ahead on a trip."""


DISLIKED = "disliked"
"""Name of the dimension that adds up what visits have against their rider."""


def state_objective(model: Model) -> None:
    """State all components that the routes decide."""
    _state_unserved(model)
    _state_arcs(model)
    _state_dislikes(model)
    _state_trips(model)
    _state_onboard(model)


def _state_unserved(model: Model) -> None:
    policy = model.network.problem.policy
    for number, visit in enumerate(model.network.visits):
        model.routing.AddDisjunction(
            [model.index(number)], unserved_weight(policy, visit) * SCALE // 100
        )


def _state_arcs(model: Model) -> None:
    """Riding and serving are paid."""
    network, policy = model.network, model.network.problem.policy
    for v, slot in enumerate(network.slots):
        paid = policy.paid_percent[slot.rider.kind] * SCALE // 100
        evaluator = model.scaled_transits(slot.rider.profile, paid)
        model.routing.SetArcCostEvaluatorOfVehicle(evaluator, v)


def _state_dislikes(model: Model) -> None:
    """A visit may dislike the rider who serves it.

    The length of a dimension costs what it counts: a vector per rider, where arcs would take a
    matrix each.
    """
    network, policy = model.network, model.network.problem.policy
    before = _previous_riders(model)
    vectors: dict[str, list[int]] = {
        rider.id: [_dislike(policy, visit, rider, before) for visit in network.visits]
        for rider, _ in network.days()
    }
    if not any(map(any, vectors.values())):
        return
    evaluators = {rider: model.vector(vector) for rider, vector in vectors.items()}
    most = sum(max(of_visit) for of_visit in zip(*vectors.values(), strict=True))
    disliked = model.path_dimension(
        DISLIKED, [evaluators[slot.rider.id] for slot in network.slots], most
    )
    for v in range(len(network.slots)):
        disliked.CumulVar(model.routing.Start(v)).SetValue(0)
        disliked.SetSpanCostCoefficientForVehicle(1, v)


def _previous_riders(model: Model) -> dict[str, str]:
    previous = model.network.problem.previous
    days = previous.riders if previous else ()
    return {stop.visit: day.rider for day in days for trip in day.trips for stop in trip.stops}


def _dislike(policy: Policy, visit: Visit, rider: Rider, before: dict[str, str]) -> int:
    """Familiarity lost, and the change against the previous plan."""
    known = visit.familiarity
    lost = max(known.values(), default=0.0) - known.get(rider.id, 0.0)
    changed = before.get(visit.id, rider.id) != rider.id
    return round(lost * policy.unfamiliar_seconds * SCALE) + changed * policy.change_seconds * SCALE


def _state_trips(model: Model) -> None:
    """Loading is paid, and the ride to the loading canteen; the first trip uses the rider."""
    policy = model.network.problem.policy
    for rider, trips in model.network.days():
        paid = policy.paid_percent[rider.kind] * SCALE // 100
        for v in (v for trip in trips for v in trip):
            model.routing.SetFixedCostOfVehicle(paid * reload_seconds(model, v), v)
        if rider.frozen:
            continue
        for v in trips[0]:
            once = policy.rider_seconds * SCALE + paid * reload_seconds(model, v)
            model.routing.SetFixedCostOfVehicle(once, v)


def _state_onboard(model: Model) -> None:
    """Time on board: every second of riding and serving, times the visits still ahead.

    The same sum as over the stops, without waiting; stated by arcs, which the solver's filters
    know, it costs a fifth of the time that a soft bound at every stop costs.
    """
    network, percent = model.network, model.network.problem.policy.onboard_percent
    if not percent:
        return
    per_visit = model.vector([-1] * len(network.visits))
    ahead = model.path_dimension(AHEAD, [per_visit] * len(network.slots))
    for v in range(len(network.slots)):
        ahead.CumulVar(model.routing.End(v)).SetValue(0)
        model.routing.SetPathEnergyCostOfVehicle(AHEAD, "time", percent * SCALE // 100, v)
