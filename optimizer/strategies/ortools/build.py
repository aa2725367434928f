"""The model with everything stated."""

from __future__ import annotations

from optimizer.plan import Plan
from optimizer.strategies.ortools.bays import state_bays
from optimizer.strategies.ortools.days import state_days
from optimizer.strategies.ortools.finalizer import order_decisions
from optimizer.strategies.ortools.kitchens import state_kitchens
from optimizer.strategies.ortools.locks import state_locks
from optimizer.strategies.ortools.model import Model
from optimizer.strategies.ortools.network import Network
from optimizer.strategies.ortools.objective import state_objective
from optimizer.strategies.ortools.visits import state_visits


def build(network: Network, start: Plan) -> Model:
    """State all rules, locks and costs, so that ``start`` can be told in the model.

    Parameters
    ----------
    network
        With a visit at least: the solver's library crashes without nodes or vehicles.
    """
    model = Model(network)
    state_visits(model)
    state_days(model)
    state_kitchens(model)
    state_bays(model, start)
    state_locks(model)
    state_objective(model)
    order_decisions(model)
    return model
