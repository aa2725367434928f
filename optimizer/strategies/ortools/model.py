"""The complete model: nodes, vehicles, dimensions, rules, locks and objective."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp, routing_parameters_pb2

from optimizer.problem import Visit
from optimizer.strategies.ortools.network import Network

HORIZON = 200_000
"""Later than any time of a problem, in seconds."""


class Model:
    """OR-Tools' routing model with its dimensions, before any rule is stated.

    ``time`` is the clock, ``onboard`` the time since loading began, waiting included, ``boxes``
    the meals on the trip. Matrices and vectors are registered natively: the solver never calls
    back into Python for them.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        starts = [network.node_of_canteen(slot.canteen.id) for slot in network.slots]
        ends = [network.node_of_canteen(slot.rider.canteen) for slot in network.slots]
        nodes = len(network.depots) + len(network.visits)
        self.manager = pywrapcp.RoutingIndexManager(nodes, len(network.slots), starts, ends)
        self.routing = pywrapcp.RoutingModel(self.manager, _model_parameters())
        self.solver = self.routing.solver()
        self._scaled: dict[tuple[str, int], int] = {}
        self.time = self._clock("time")
        self.onboard = self._clock("onboard")
        self.boxes = self.vector_dimension(
            "boxes",
            [visit.boxes for visit in network.visits],
            [slot.rider.boxes for slot in network.slots],
        )
        for index in range(self.routing.Size()):
            # both clocks wait together, which makes the on-board limit exact
            self.solver.Add(self.onboard.SlackVar(index) == self.time.SlackVar(index))

    def index(self, number: int) -> int:
        """The solver's index of a visit, by its position in the network."""
        index: int = self.manager.NodeToIndex(self.network.node_of_visit(number))
        return index

    def visit_at(self, index: int) -> Visit:
        """The visit at a solver's index."""
        node: int = self.manager.IndexToNode(index)
        return self.network.visits[node - len(self.network.depots)]

    def depart(self, slot: int) -> pywrapcp.IntVar:
        """Variable: when a trip leaves its canteen."""
        return self.time.CumulVar(self.routing.Start(slot))

    def returns(self, slot: int) -> pywrapcp.IntVar:
        """Variable: when a trip is back home."""
        return self.time.CumulVar(self.routing.End(slot))

    def used(self, slot: int) -> pywrapcp.IntVar:
        """Variable: whether a trip serves anybody."""
        return self.routing.ActiveVehicleVar(slot)

    def meals(self, slot: int) -> pywrapcp.IntVar:
        """Variable: meals on board at departure."""
        return self.boxes.CumulVar(self.routing.End(slot))

    def matrix(self, values: NDArray[np.int64]) -> int:
        """Register a matrix over nodes and return its evaluator."""
        evaluator: int = self.routing.RegisterTransitMatrix(values.tolist())
        return evaluator

    def vector(self, per_visit: list[int]) -> int:
        """Register what each visit adds on the way out of it and return the evaluator."""
        depots = [0] * len(self.network.depots)
        evaluator: int = self.routing.RegisterUnaryTransitVector(depots + per_visit)
        return evaluator

    def vector_dimension(
        self, name: str, per_visit: list[int], capacities: list[int]
    ) -> pywrapcp.RoutingDimension:
        """A quantity that each visit adds to its trip, up to the trip's capacity."""
        evaluator = self.vector(per_visit)
        self.routing.AddDimensionWithVehicleCapacity(evaluator, 0, capacities, True, name)
        return self.routing.GetDimensionOrDie(name)

    def path_dimension(
        self, name: str, evaluators: list[int], most: int = HORIZON
    ) -> pywrapcp.RoutingDimension:
        """A quantity that grows along a trip up to ``most``, without slack and from any start."""
        return self._dimension(name, evaluators, 0, most)

    def scaled_transits(self, profile: str, factor: int) -> int:
        """Evaluator of service and ride, each second counted ``factor`` times."""
        if (profile, factor) not in self._scaled:
            seconds = self.network.rides[profile] + self.network.services()[:, None]
            self._scaled[profile, factor] = self.matrix(seconds * factor)
        return self._scaled[profile, factor]

    def _clock(self, name: str) -> pywrapcp.RoutingDimension:
        seconds = [self.scaled_transits(slot.rider.profile, 1) for slot in self.network.slots]
        return self._dimension(name, seconds, HORIZON, HORIZON)

    def _dimension(
        self, name: str, evaluators: list[int], slack: int, most: int
    ) -> pywrapcp.RoutingDimension:
        self.routing.AddDimensionWithVehicleTransits(evaluators, slack, most, False, name)
        return self.routing.GetDimensionOrDie(name)


def _model_parameters() -> routing_parameters_pb2.RoutingModelParameters:
    """Defaults, but for two that hurt here.

    Compressing the trail takes a tenth of the time; trips that were locally optimal before the
    penalties of guided local search changed must not be skipped after it.
    """
    parameters = pywrapcp.DefaultRoutingModelParameters()
    solver = parameters.solver_parameters
    solver.compress_trail = solver.NO_COMPRESSION
    solver.skip_locally_optimal_paths = False
    solver.store_names = False
    return parameters
