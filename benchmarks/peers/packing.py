"""Trips onto riders' days by CP-SAT: optional intervals, no two of a rider at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ortools.sat.python import cp_model

from benchmarks.peers.parts import Part
from optimizer.strategies.pyvrp.bans import Bans
from optimizer.strategies.pyvrp.slots import Slot
from optimizer.strategies.pyvrp.tours import Tour

DETERMINISTIC = 2.0
"""CP-SAT's own measure of effort, in about seconds: the same on every machine."""

Choices = Mapping[str, cp_model.IntVar]


def packed(
    part: Part,
    bans: Bans,
    slots: Sequence[Slot],
    tours: Sequence[Tour],
    seed: int,
    seconds: float,
) -> list[Tour]:
    """The tours that riders can make, each on the slot of its rider and at its time.

    Parameters
    ----------
    slots
        A rider's whole day at each canteen where they may load.
    tours
        May leave at any time from ``start`` to ``latest`` and take as long in any case.
    seconds
        Most wall time; where CP-SAT finds nothing until then, trips are given away one by one.
    """
    model = cp_model.CpModel()
    starts = [model.new_int_var(t.start, max(t.start, t.latest), "") for t in tours]
    choices: list[dict[int, cp_model.IntVar]] = []
    intervals: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    taken: dict[str, list[cp_model.IntVar]] = defaultdict(list)
    for tour, start in zip(tours, starts, strict=True):
        loading, length = tour.slot.canteen.loading_seconds, tour.end - tour.start
        of_tour = {}
        for number, slot in enumerate(slots):
            if _may_make(part, bans, slot, tour):
                chosen = model.new_bool_var("")
                rider = slot.rider.id
                intervals[rider].append(
                    model.new_optional_fixed_size_interval_var(
                        start - loading, loading + length, chosen, ""
                    )
                )
                model.add(start >= slot.ready).only_enforce_if(chosen)
                model.add(start + length <= slot.due).only_enforce_if(chosen)
                taken[rider].append(chosen)
                of_tour[number] = chosen
        model.add_at_most_one(of_tour.values())
        choices.append(of_tour)
    _objective(part, model, tours, choices, intervals, taken)
    found = _solved(model, slots, tours, starts, choices, seed, seconds)
    return list(_one_by_one(part, bans, slots, tours)) if found is None else found


def _one_by_one(
    part: Part, bans: Bans, slots: Sequence[Slot], tours: Sequence[Tour]
) -> Iterator[Tour]:
    """Trips in order of departure, each to the rider who can make it and came back last."""
    back: dict[str, int] = {}
    left = {slot.rider.id: slot.rider.max_trips - len(slot.rider.frozen) for slot in slots}
    for tour in sorted(tours, key=lambda tour: tour.start):
        length, loading = tour.end - tour.start, tour.slot.canteen.loading_seconds
        fitting = []
        for slot in slots:
            begins = max(tour.start, slot.ready, back.get(slot.rider.id, 0) + loading)
            in_time = begins <= max(tour.start, tour.latest) and begins + length <= slot.due
            if in_time and left[slot.rider.id] > 0 and _may_make(part, bans, slot, tour):
                fitting.append((back.get(slot.rider.id, 0), begins, slot))
        if fitting:
            _, begins, slot = max(fitting, key=lambda one: one[0])
            back[slot.rider.id], left[slot.rider.id] = begins + length, left[slot.rider.id] - 1
            yield tour._replace(slot=slot, start=begins, end=begins + length)


def _may_make(part: Part, bans: Bans, slot: Slot, tour: Tour) -> bool:
    """Whether the slot's rider may carry the tour from there, at the same pace."""
    rider, planned = slot.rider, tour.slot.rider
    return (
        slot.canteen.id == tour.slot.canteen.id
        and rider.profile == planned.profile
        and sum(part.customers[k].boxes for k in tour.customers) <= rider.boxes
        and bans.of(slot).isdisjoint(tour.customers)
    )


def _objective(
    part: Part,
    model: cp_model.CpModel,
    tours: Sequence[Tour],
    choices: Sequence[Mapping[int, cp_model.IntVar]],
    intervals: Mapping[str, Sequence[cp_model.IntervalVar]],
    taken: Mapping[str, Sequence[cp_model.IntVar]],
) -> None:
    """Least weight lost, then least cost of riders; no two trips of a rider at once."""
    policy, cost = part.problem.policy, []
    for name, of_rider in taken.items():
        rider = part.problem.rider[name]
        model.add_no_overlap(intervals[name])
        model.add(sum(of_rider) <= rider.max_trips - len(rider.frozen))
        used = model.new_bool_var("")
        for chosen in of_rider:
            model.add_implication(chosen, used)
        cost.append((0 if rider.frozen else policy.rider_seconds) * used)
    for tour, of_tour in zip(tours, choices, strict=True):
        prize = sum(part.customers[k].prize for k in tour.customers) // 100
        cost += [-prize * chosen for chosen in of_tour.values()]
    model.minimize(sum(cost))


def _solved(
    model: cp_model.CpModel,
    slots: Sequence[Slot],
    tours: Sequence[Tour],
    starts: Sequence[cp_model.IntVar],
    choices: Sequence[Mapping[int, cp_model.IntVar]],
    seed: int,
    seconds: float,
) -> list[Tour] | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = DETERMINISTIC
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    made = []
    for tour, start, of_tour in zip(tours, starts, choices, strict=True):
        for number, chosen in of_tour.items():
            if solver.boolean_value(chosen):
                begins = solver.value(start)
                ends = begins + tour.end - tour.start
                made.append(tour._replace(slot=slots[number], start=begins, end=ends))
    return made
