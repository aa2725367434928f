"""What a plan names must be in its problem before any rule can be judged."""

from __future__ import annotations

from collections.abc import Iterator

from optimizer.errors import Issue
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem
from optimizer.texts import text


def unknown_references(problem: Problem, plan: Plan) -> list[Issue]:
    """Riders, canteens and visits that ``problem`` lacks, and riders with more than one day.

    Paths are those of the plan file. A second day of one rider would hide overlapping trips
    from every rule that looks at a day, so it is refused here.
    """
    issues: list[Issue] = []
    first: dict[str, int] = {}
    for row, day in enumerate(plan.riders):
        path = f"riders[{row}]"
        if day.rider in first:
            issues.append(
                Issue.of(f"{path}.rider", day.rider, "repeated_day", first=first[day.rider])
            )
        first.setdefault(day.rider, row)
        issues += _unknown_in_day(problem, day, path)
    for row, unserved in enumerate(plan.unserved):
        if unserved.visit not in problem.visit:
            issues.append(_unknown(f"unserved[{row}].visit", unserved.visit, "visit"))
    return issues


def _unknown_in_day(problem: Problem, day: RiderDay, path: str) -> Iterator[Issue]:
    if day.rider not in problem.rider:
        yield _unknown(f"{path}.rider", day.rider, "rider")
    for t, trip in enumerate(day.trips):
        if trip.canteen not in problem.canteen:
            yield _unknown(f"{path}.trips[{t}].canteen", trip.canteen, "canteen")
        for s, stop in enumerate(trip.stops):
            if stop.visit not in problem.visit:
                yield _unknown(f"{path}.trips[{t}].stops[{s}].visit", stop.visit, "visit")


def _unknown(path: str, value: str, kind: str) -> Issue:
    return Issue.of(path, value, "not_in_problem", kind=text(f"kind_{kind}"))
