"""What the planning library finds unusable in a change, in the numbers that people use."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from api.errors import InvalidRequest, NotReady, Unusable
from api.schedules.moments import seconds_of
from optimizer.errors import (
    InvalidInput,
    Issue,
    StrategyNotInstalled,
    TravelUnavailable,
    UnknownProfile,
    UnknownStrategy,
    UnsupportedProblem,
)
from optimizer.problem import Problem

COUNTED = ("trip", "at", "position")
"""Fields of edits that people count from 1, and the library from 0."""


@contextmanager
def counting_from_one() -> Iterator[None]:
    """Let whatever the block finds unusable state trips and positions as people count them."""
    try:
        yield
    except InvalidInput as error:
        raise type(error)([_from_one(issue) for issue in error.issues]) from error


@contextmanager
def answered() -> Iterator[None]:
    """Raise what the block finds unusable, or cannot find out now, as an error that is answered.

    Raises
    ------
    InvalidRequest
        With every issue: where, what value, what is wrong and what to do.
    Unusable
        When the strategy is not there, or cannot plan this day.
    NotReady
        When the travel times do not come.
    """
    try:
        yield
    except InvalidInput as error:
        raise InvalidRequest([_shown(issue) for issue in error.issues]) from error
    except (UnknownStrategy, StrategyNotInstalled, UnsupportedProblem) as error:
        raise Unusable("strategy_unusable", detail=error) from error
    except (TravelUnavailable, UnknownProfile) as error:
        raise NotReady("no_travel_times", detail=error) from error


def on_the_day(problem: Problem, moment: datetime.datetime) -> int:
    """Seconds after local midnight of the problem's date.

    Raises
    ------
    Unusable
        When the moment is on another day.
    """
    seconds = seconds_of(problem, moment)
    if seconds is None:
        raise Unusable("other_day", moment=moment.isoformat(), date=problem.date)
    return seconds


def _shown(issue: Issue) -> dict[str, object]:
    return {
        "where": issue.path,
        "value": issue.value,
        "problem": str(issue.problem),
        "remedy": str(issue.remedy),
    }


def _from_one(issue: Issue) -> Issue:
    if issue.path in COUNTED and isinstance(issue.value, int):
        return replace(issue, value=issue.value + 1)
    return issue
