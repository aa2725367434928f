"""Write problem.json and plan.json; the same problem or plan gives the same bytes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.files.layout import laid_out, on_one_line
from api.files.locks import KINDS
from api.files.matrices import MOST_INLINE, save_npz
from api.files.plan import PlanFile
from api.files.problem import ProblemFile
from optimizer.plan import Plan
from optimizer.problem import Problem, Travel
from optimizer.travel.legs import Legs


def write_problem(problem: Problem, path: Path) -> None:
    """Write ``problem`` to ``path``; above 1,000 locations its matrices go beside it."""
    few = len(problem.locations) <= MOST_INLINE
    if few or all(isinstance(travel, Legs) for travel in problem.travel.values()):
        path.write_bytes(dump_problem(problem))
        return
    names = {profile: f"{path.stem}.travel{k}.npz" for k, profile in enumerate(problem.travel)}
    for profile, name in names.items():
        save_npz(problem.travel[profile], path.with_name(name))
    travel = {profile: {"npz": name} for profile, name in names.items()}
    path.write_bytes(laid_out(_problem_document(problem, travel)))


def write_plan(plan: Plan, path: Path) -> None:
    """Write ``plan`` to ``path``."""
    path.write_bytes(dump_plan(plan))


def dump_problem(problem: Problem, *, compact: bool = False) -> bytes:
    """``problem`` as JSON that holds its matrices, whatever their size.

    ``compact``: on one line, which is much quicker where no person reads it.
    """
    travel = {profile: _inline(matrices) for profile, matrices in problem.travel.items()}
    return _written(_problem_document(problem, travel), compact=compact)


def dump_plan(plan: Plan, *, compact: bool = False) -> bytes:
    """``plan`` as JSON; ``compact`` as in ``dump_problem``."""
    return _written(_plan_document(plan), compact=compact)


def _written(document: Mapping[str, Any], *, compact: bool) -> bytes:
    return on_one_line(document) if compact else laid_out(document)


def _inline(travel: Travel) -> dict[str, Any]:
    if isinstance(travel, Legs):
        return {"legs": [[*ride, *values] for ride, values in sorted(travel.rides.items())]}
    return {"seconds": travel.seconds.tolist(), "metres": travel.metres.tolist()}


def _plan_document(plan: Plan) -> dict[str, Any]:
    entry = PlanFile.of(plan)
    return {"version": entry.version, **entry.model_dump(mode="json", exclude_defaults=True)}


def _problem_document(problem: Problem, travel: Mapping[str, Any]) -> dict[str, Any]:
    """All keys in the order of the format, without those that say what is said anyway.

    The policy is written in full: its defaults are tuned from release to release, and an old
    file must keep its meaning.
    """
    values = {field.name: getattr(problem, field.name) for field in dataclasses.fields(problem)}
    values["travel"] = None
    values["locks"] = [
        {"kind": KINDS[type(lock)], **dataclasses.asdict(lock)} for lock in problem.locks
    ]
    entry = ProblemFile.model_validate(values, from_attributes=True, by_alias=False, by_name=True)
    document = entry.model_dump(mode="json", exclude_defaults=True)
    document |= {"version": entry.version, "sitting": entry.sitting, "timezone": entry.timezone}
    document |= {"travel": travel, "policy": entry.policy.model_dump(mode="json")}
    return {name: document[name] for name in ProblemFile.model_fields if name in document}
