"""In which order the solver fixes times once the routes are known."""

from __future__ import annotations

from optimizer.strategies.ortools.model import Model

FIRST = 1_000_000_000
"""Weight of the first decision; far above the weights of all cost components."""


def order_decisions(model: Model) -> None:
    """Return from every trip as early as possible, and leave as late as that allows.

    With these times fixed nothing is left to decide, whatever the number of visits. Trips that
    come before others decide first.
    """
    weight = FIRST
    for _, trips in model.network.days():
        for v in (v for trip in trips for v in trip):
            weight -= 2
            model.routing.AddWeightedVariableMinimizedByFinalizer(model.returns(v), weight + 1)
            model.routing.AddWeightedVariableMaximizedByFinalizer(model.depart(v), weight)
