"""From the options of ``songcan replan`` to what happened on the day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.cli.changing_options import clock_of
from api.cli.options import bad_parameter
from api.editing.texts import text
from optimizer.replan.disruptions import (
    Breakdown,
    CanteenDown,
    CanteenShort,
    Disruption,
    Meals,
    RiderAbsent,
    RiderLate,
)


def disruptions_of(
    *,
    absent: Sequence[str],
    late: Sequence[str],
    broken: Sequence[str],
    meals_lost: Sequence[str],
    down: Sequence[str],
    short: Sequence[str],
) -> tuple[Disruption, ...]:
    """Everything that happened.

    Raises
    ------
    typer.BadParameter
        When an option cannot be read, or meals are lost where nothing broke down.
    """
    breakdowns = [_breakdown(value, meals_lost) for value in broken]
    for rider in meals_lost:
        if rider not in {one.rider for one in breakdowns}:
            raise bad_parameter(text("lost_without_breakdown", rider=rider))
    return (
        *(RiderAbsent(rider=rider) for rider in absent),
        *map(_late, late),
        *breakdowns,
        *(CanteenDown(canteen=canteen) for canteen in down),
        *map(_short, short),
    )


def _late(value: str) -> RiderLate:
    found = re.fullmatch(r"(.+)=(\d?\d:\d\d)", value)
    if found is None:
        raise bad_parameter(text("not_late", value=value))
    return RiderLate(rider=found[1].strip(), until=clock_of(found[2]))


def _breakdown(value: str, meals_lost: Sequence[str]) -> Breakdown:
    rider, _, place = value.partition("@")
    lost = rider in meals_lost
    return Breakdown(
        rider=rider,
        meals=Meals.LOST if lost else Meals.HAND_OVER,
        meeting_point=place or None,
    )


def _short(value: str) -> CanteenShort:
    found = re.fullmatch(r"([^:=]+)(?::([^:=]+))?=(\d{1,6})", value)
    if found is None:
        raise bad_parameter(text("not_short", value=value))
    return CanteenShort(canteen=found[1].strip(), diet=found[2], capacity=int(found[3]))
