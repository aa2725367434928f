"""Rules about single visits: WINDOW, FRESH, RELEASED, and who may carry them."""

from __future__ import annotations

from optimizer.strategies.ortools.model import Model
from optimizer.timing.day import latest_limits


def state_visits(model: Model) -> None:
    """State every visit's window, on-board limit, release and allowed trips."""
    network = model.network
    for number, (visit, carriers) in enumerate(zip(network.visits, network.carriers, strict=True)):
        index = model.index(number)
        model.routing.VehicleVar(index).SetValues([-1, *carriers])
        window, onboard = latest_limits(network.problem, visit)
        model.time.CumulVar(index).SetRange(*window)
        model.onboard.CumulVar(index).SetMax(onboard)
    for v, slot in enumerate(network.slots):
        start = model.routing.Start(v)
        model.onboard.CumulVar(start).SetValue(slot.canteen.loading_seconds)
    _state_releases(model)


def _state_releases(model: Model) -> None:
    """RELEASED: the departure, handed on from visit to visit, is not before any release."""
    network = model.network
    late = [
        (number, visit.released)
        for number, visit in enumerate(network.visits)
        if visit.released is not None
    ]
    if not late:
        return
    still = model.vector([0] * len(network.visits))
    depart = model.path_dimension("depart", [still] * len(network.slots))
    for v in range(len(network.slots)):
        model.solver.Add(depart.CumulVar(model.routing.Start(v)) == model.depart(v))
    for number, released in late:
        depart.CumulVar(model.index(number)).SetMin(released)
