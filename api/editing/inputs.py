"""What the planning library finds unusable in a change, in the numbers that people use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from api.errors import InvalidRequest, NotReady
from optimizer.errors import InvalidInput, Issue, TravelUnavailable, UnknownProfile

COUNTED = ("trip", "at", "position")
"""Fields of edits that people count from 1, and the library from 0."""


def from_zero(number: int | None) -> int | None:
    """A trip or position as the library counts it."""
    return None if number is None else number - 1


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
    NotReady
        When the travel times do not come.
    """
    try:
        yield
    except InvalidInput as error:
        raise InvalidRequest([_shown(issue) for issue in error.issues]) from error
    except (TravelUnavailable, UnknownProfile) as error:
        raise NotReady("no_travel_times", detail=error) from error


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
