"""Rules that need no clock: who may carry what from where, and how much a kitchen gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from optimizer.problem import Problem, Rider
from optimizer.rules import Rule
from optimizer.timing.kitchen import Load, meals_of
from optimizer.timing.pins import Block
from optimizer.timing.refusal import Refusal


class Run(NamedTuple):
    """A trip without times: where it loads and whom it serves, in order."""

    canteen: str
    visits: Block


def refused_runs(problem: Problem, rider: Rider, runs: Sequence[Run]) -> Refusal | None:
    """Why the rider cannot make these runs after the frozen trips, at any time."""
    if (trips := len(rider.frozen) + len(runs)) > rider.max_trips:
        return Refusal(Rule.TRIPS, {"trips": trips, "max_trips": rider.max_trips})
    refusals = (refused_run(problem, rider, run) for run in runs)
    return next((refusal for refusal in refusals if refusal is not None), None)


def refused_run(problem: Problem, rider: Rider, run: Run) -> Refusal | None:
    """Why the rider cannot carry these visits from this canteen on one trip."""
    canteen = problem.canteen[run.canteen]
    if canteen.id not in rider.loading_canteens():
        return Refusal(Rule.CANTEEN, {"rider": rider.id, "canteen": canteen.id})
    visits = [problem.visit[name] for name in run.visits]
    for visit in visits:
        if visit.canteens is not None and canteen.id not in visit.canteens:
            return Refusal(Rule.CANTEEN, {"visit": visit.id, "canteen": canteen.id})
        if not canteen.cooks(visit.meals):
            return Refusal(Rule.DIET, {"visit": visit.id, "canteen": canteen.id})
        if missing := set(visit.skills).difference(rider.skills):
            return Refusal(Rule.SKILL, {"rider": rider.id, "skill": min(missing)})
    if (boxes := sum(visit.boxes for visit in visits)) > rider.boxes:
        return Refusal(Rule.BOXES, {"meals": boxes, "boxes": rider.boxes})
    return None


def refused_by_kitchens(
    problem: Problem, runs: Sequence[Run], others: Iterable[Load]
) -> Refusal | None:
    """Why the kitchens cannot feed ``runs`` beside ``others``."""
    wanted: dict[str, Counter[str]] = {run.canteen: Counter() for run in runs}
    for run in runs:
        wanted[run.canteen] += meals_of(problem, run.visits)
    drawn = {where: meals.copy() for where, meals in wanted.items()}
    for load in others:
        if load.canteen in drawn:
            drawn[load.canteen] += load.meals
    for name, meals in drawn.items():
        canteen = problem.canteen[name]
        if (total := meals.total()) > canteen.capacity:
            return _exhausted(name, total, canteen.capacity)
        for diet, capacity in canteen.capacity_by_diet.items():
            if meals[diet] > capacity and wanted[name][diet]:
                return _exhausted(name, meals[diet], capacity, diet)
    return None


def _exhausted(canteen: str, meals: int, capacity: int, diet: str = "") -> Refusal:
    return Refusal(
        Rule.KITCHEN, {"canteen": canteen, "diet": diet, "meals": meals, "capacity": capacity}
    )
