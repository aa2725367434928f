"""What meal points must satisfy before anybody plans with them.

The two levels meet at a fixed time: whoever brings meals is done when the point's first batch is
ready, and whoever is served from the point eats within the hours of food safety even if the
meals were loaded as early as they may be. So each level can be planned without asking when the
other one rides, and no plan of both can be too late or too old.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from optimizer.errors import Issue
from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.texts import text

if TYPE_CHECKING:
    from optimizer.problem import Canteen, Problem, Visit


def supply_issues(problem: Problem) -> Iterator[Issue]:
    """Every contradiction around meal points, each with its path in the problem file."""
    visits = {visit.id: visit for visit in problem.visits}
    points = {canteen.id: canteen for canteen in problem.canteens if canteen.supplied_by}
    yield from _named_twice(problem.canteens)
    for row, canteen in enumerate(problem.canteens):
        if canteen.supplied_by:
            yield from _point(f"canteens[{row}]", canteen, visits)
    for row, visit in enumerate(problem.visits):
        yield from _visit(f"visits[{row}]", visit, points, visits)


def _named_twice(canteens: Sequence[Canteen]) -> Iterator[Issue]:
    """Meals that are brought once cannot be handed out twice."""
    first: dict[str, str] = {}
    for row, canteen in enumerate(canteens):
        for k, name in enumerate(canteen.supplied_by):
            if name in first:
                at = f"canteens[{row}].supplied_by[{k}]"
                yield Issue.of(at, name, "supply_twice", point=first[name])
            first.setdefault(name, canteen.id)


def _point(path: str, point: Canteen, visits: dict[str, Visit]) -> Iterator[Issue]:
    for k, name in enumerate(point.supplied_by):
        if name not in visits:
            kind = text("kind_visit")
            yield Issue.of(f"{path}.supplied_by[{k}]", name, "unknown_id", kind=kind)
        elif point.batches:
            last = visits[name].window[1] + visits[name].service_seconds
            if last > point.batches[0].ready:
                at = f"{path}.batches[0].ready"
                yield Issue.of(at, point.batches[0].ready, "supply_late", visit=name, last=last)
    if not point.batches:
        yield Issue.of(f"{path}.batches", [], "supply_without_batch")
    brought = sum(visits[name].transit for name in point.supplied_by if name in visits)
    if point.capacity > brought:
        yield Issue.of(f"{path}.capacity", point.capacity, "supply_short", brought=brought)


def _visit(
    path: str, visit: Visit, points: dict[str, Canteen], visits: dict[str, Visit]
) -> Iterator[Issue]:
    if visit.transit and not 0 <= visit.transit <= visit.boxes:
        yield Issue.of(f"{path}.transit", visit.transit, "transit_outside", boxes=visit.boxes)
    elif visit.transit and not any(visit.id in point.supplied_by for point in points.values()):
        yield Issue.of(f"{path}.transit", visit.transit, "transit_nowhere")
    if not points:
        return
    if visit.canteens is None:
        yield Issue.of(f"{path}.canteens", None, "canteens_unnamed")
        return
    own = [points[name] for name in visit.canteens if name in points]
    if not own:
        return
    if visit.transit:
        yield Issue.of(f"{path}.canteens", list(visit.canteens), "supply_of_supply")
    latest = FOOD_SAFETY_SECONDS + _first_loading(own, visits)
    if visit.window[1] > latest:
        yield Issue.of(f"{path}.window", list(visit.window), "supply_old", latest=latest)


def _first_loading(points: Sequence[Canteen], visits: dict[str, Visit]) -> int:
    """The earliest that meals of ``points`` may leave the heated cabinet of a kitchen."""
    bulk = [visits[name] for point in points for name in point.supplied_by if name in visits]
    return min((visit.window[0] - visit.max_onboard_seconds for visit in bulk), default=0)
