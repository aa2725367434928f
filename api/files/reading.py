"""Read problem.json and plan.json; every error of a file is raised at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel, ValidationError

from api.files import paths
from api.files.complaints import complaints
from api.files.matrices import open_travel
from api.files.plan import PlanFile
from api.files.problem import ProblemFile
from api.files.repair import caused_by_repair, repaired, units
from api.files.syntax import parse
from api.files.texts import issue
from optimizer.errors import InvalidInput, InvalidPlan, InvalidProblem, Issue, UnknownProfile
from optimizer.plan import Plan
from optimizer.problem import Location, Problem, Travel
from optimizer.travel.base import TravelTimes

Model = TypeVar("Model", bound=BaseModel)

VERSION = 1
"""Of both formats."""


def read_problem(path: Path, travel: TravelTimes | None = None) -> Problem:
    """The problem in the file ``path``; see :func:`load_problem`."""
    return load_problem(_bytes_of(path, InvalidProblem), travel, file=path)


def read_plan(path: Path) -> Plan:
    """The plan in the file ``path``; see :func:`load_plan`."""
    return load_plan(_bytes_of(path, InvalidPlan), file=path)


def load_plan(raw: bytes, *, file: Path | None = None) -> Plan:
    """The plan that ``raw`` holds; ``file`` is where it came from.

    Raises
    ------
    InvalidPlan
        With every issue found, each with its path in the file.
    """
    document, issues = _document(raw, file, InvalidPlan)
    try:
        entry = PlanFile.model_validate(document)
    except ValidationError as error:
        issues += [complaint for _, complaint in complaints(error, PlanFile)]
    if issues:
        raise InvalidPlan(issues)
    plan: Plan = entry.record()
    return plan


def load_problem(
    raw: bytes, travel: TravelTimes | None = None, *, file: Path | None = None
) -> Problem:
    """The problem that ``raw`` holds.

    Parameters
    ----------
    travel
        Computes the travel times that the file leaves out; None: as the settings say.
    file
        Where it came from: matrices may lie beside it. Without it ``raw`` must hold them.

    Raises
    ------
    InvalidProblem
        With every issue found, each with its path in the file.
    """
    document, issues = _document(raw, file, InvalidProblem)
    broken: set[paths.Path] = set()
    try:
        entry = ProblemFile.model_validate(document)
    except ValidationError as error:
        found = list(complaints(error, ProblemFile))
        issues += [complaint for _, complaint in found]
        broken = units(path for path, _ in found)
        entry = ProblemFile.model_validate(repaired(document, broken))
    matrices, travel_issues = _travel(entry, travel, file, sound=not broken)
    issues += travel_issues
    values = entry.values()
    told = tuple(notice for matrix in matrices.values() for notice in matrix.notices)
    try:
        problem = Problem(**values | {"travel": matrices, "notices": (*values["notices"], *told)})
    except InvalidProblem as error:
        own = [found for found in error.issues if not caused_by_repair(found, document, broken)]
        issues += own
    if issues:
        raise InvalidProblem(issues)
    return problem


def _bytes_of(path: Path, error: type[InvalidInput]) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise error([issue("$", str(path), "file_missing")]) from None
    except OSError as trouble:
        detail = trouble.strerror or str(trouble)
        raise error([issue("$", str(path), "file_unreadable", detail=detail)]) from trouble


def _document(
    raw: bytes, file: Path | None, error: type[InvalidInput]
) -> tuple[dict[str, Any], list[Issue]]:
    """The file's object; an unknown version is the only complaint, the rest would be noise."""
    document, issues = parse(raw, file.name if file else "$")
    if document is None and issues:
        raise error(issues)
    if not isinstance(document, dict):
        raise error([issue("$", document, "not_object")])
    if "version" not in document:
        issues.append(issue("version", None, "missing_key", key="version"))
    elif type(document["version"]) is not int or document["version"] != VERSION:
        raise error([issue("version", document["version"], "wrong_version")])
    return document, issues


def _travel(
    entry: ProblemFile, source: TravelTimes | None, file: Path | None, *, sound: bool
) -> tuple[dict[str, Travel], list[Issue]]:
    """The matrices of all profiles, with blank ones in the place of those that cannot be had."""
    size = len(entry.locations)
    blank = Travel(np.zeros((size, size), np.int32), np.zeros((size, size), np.int32))
    if entry.travel is not None:
        opened, issues = open_travel(entry.travel, size, file)
        return {profile: opened.get(profile, blank) for profile in entry.travel}, issues
    profiles = {rider.profile: row for row, rider in reversed([*enumerate(entry.riders)])}
    if not sound:
        return dict.fromkeys(profiles, blank), []
    return _computed(entry, profiles, source or _default_source(), blank)


def _computed(
    entry: ProblemFile, profiles: dict[str, int], source: TravelTimes, blank: Travel
) -> tuple[dict[str, Travel], list[Issue]]:
    """Matrices from ``source``; ``profiles`` holds the first rider that uses each."""
    locations: Sequence[Location] = [location.record() for location in entry.locations]
    matrices, issues = dict.fromkeys(profiles, blank), []
    for profile, row in profiles.items():
        try:
            matrices[profile] = source.matrix(locations, profile)
        except UnknownProfile as error:
            known = ", ".join(error.known)
            issues.append(issue(f"riders[{row}].profile", profile, "unknown_profile", known=known))
        except InvalidProblem:  # coordinates, which the problem itself will report
            pass
    return matrices, issues


def _default_source() -> TravelTimes:
    # Loaded only where a file leaves its travel times out: geopy takes its time.
    from api.settings import settings  # noqa: PLC0415
    from api.travel import travel_times_of_files  # noqa: PLC0415

    return travel_times_of_files(settings())
