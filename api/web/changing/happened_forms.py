"""What happened, as the page's form says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from api.editing.records import Happened
from api.web.errors import PageError
from api.web.forms import seconds_of
from optimizer.replan.disruptions import (
    Breakdown,
    CanteenDown,
    CanteenShort,
    Disruption,
    Meals,
    RiderAbsent,
    RiderLate,
)

ROWS = 4
"""Riders, and canteens, that one form can tell of."""


class ToRider(StrEnum):
    """What can happen to a rider."""

    ABSENT = "absent"
    LATE = "late"
    HAND_OVER = "hand_over"
    LOST = "lost"


class ToCanteen(StrEnum):
    """What can happen to a canteen."""

    DOWN = "down"
    SHORT = "short"


def happened_of(fields: Mapping[str, str]) -> Happened:
    """All that the form tells of.

    Raises
    ------
    PageError
        When a row is half filled in, a value cannot be read, or nothing happened at all.
    """
    found = (*_riders(fields), *_canteens(fields))
    if not found and not fields.get("orders"):
        raise PageError(422, "nothing_happened")
    return Happened(at=seconds_of(fields.get("at", "")), disruptions=found)


def _riders(fields: Mapping[str, str]) -> Iterator[Disruption]:
    for row in range(ROWS):
        rider, what = fields.get(f"rider{row}", ""), fields.get(f"what{row}", "")
        if not rider:
            continue
        match what:
            case ToRider.ABSENT:
                yield RiderAbsent(rider=rider)
            case ToRider.LATE:
                until = seconds_of(fields.get(f"until{row}", ""))
                yield RiderLate(rider=rider, until=until)
            case ToRider.HAND_OVER:
                yield Breakdown(rider=rider, meals=Meals.HAND_OVER)
            case ToRider.LOST:
                yield Breakdown(rider=rider, meals=Meals.LOST)
            case _:
                raise PageError(422, "bad_value", name=f"what{row}")


def _canteens(fields: Mapping[str, str]) -> Iterator[Disruption]:
    for row in range(ROWS):
        canteen, how = fields.get(f"canteen{row}", ""), fields.get(f"how{row}", "")
        if not canteen:
            continue
        match how:
            case ToCanteen.DOWN:
                yield CanteenDown(canteen=canteen)
            case ToCanteen.SHORT:
                meals = fields.get(f"meals{row}", "")
                if not meals.isdecimal():
                    raise PageError(422, "meals_missing", value=meals)
                yield CanteenShort(canteen=canteen, capacity=int(meals))
            case _:
                raise PageError(422, "bad_value", name=f"how{row}")
