"""From the options of ``songcan what-if`` to changes of a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.cli.options import bad_parameter
from api.questions.texts import text
from optimizer.whatif.changes import (
    Change,
    ChangeRiders,
    CloseCanteen,
    OpenCanteen,
    SetCapacity,
)


def changes_of(
    places: Sequence[str], closed: Sequence[str], capacities: Sequence[str], riders: Sequence[str]
) -> list[Change]:
    """All changes: first canteens that open, then those that close, then meals, then riders.

    A capacity or number of riders without a canteen belongs to the new canteens, in their order.

    Raises
    ------
    typer.BadParameter
        When an option cannot be read, or new canteens and their capacities do not match.
    """
    meals, capacities = _bare(capacities)
    crews, riders = _bare(riders)
    if len(meals) != len(places):
        raise bad_parameter(text("capacities_unmatched", places=len(places), found=len(meals)))
    if len(crews) > len(places):
        raise bad_parameter(text("riders_unmatched", places=len(places), found=len(crews)))
    changes: list[Change] = []
    for number, (place, capacity) in enumerate(zip(places, meals, strict=True)):
        lon, lat = place_of(place)
        crew = crews[number] if number < len(crews) else None
        name = f"NEW{number + 1}"
        opened = OpenCanteen(id=name, lon=lon, lat=lat, capacity=capacity, riders=crew)
        changes.append(opened)
    changes += [CloseCanteen(canteen=name) for name in closed]
    for value in capacities:
        name, amount = _named(value, r"\d{1,6}", "not_a_capacity")
        changes.append(SetCapacity(canteen=name, capacity=amount))
    for value in riders:
        name, amount = _named(value, r"[+-]\d{1,4}", "not_riders")
        changes.append(ChangeRiders(canteen=name, by=amount))
    if not changes:
        raise bad_parameter(text("no_change"))
    return changes


def place_of(value: str) -> tuple[float, float]:
    """Longitude and latitude (WGS-84) from ``LON,LAT``."""
    number = r"-?\d{1,3}(?:\.\d+)?"
    found = re.fullmatch(rf"\s*({number})\s*[,，]\s*({number})\s*", value)
    lon, lat = (float(found[1]), float(found[2])) if found else (999.0, 999.0)
    if abs(lon) > 180 or abs(lat) > 90:
        raise bad_parameter(text("not_a_place", value=value))
    return lon, lat


def _bare(values: Sequence[str]) -> tuple[list[int], list[str]]:
    """Numbers without a canteen, and everything else."""
    bare = [value for value in values if re.fullmatch(r"\d{1,6}", value)]
    return [int(value) for value in bare], [value for value in values if value not in bare]


def _named(value: str, amount: str, key: str) -> tuple[str, int]:
    found = re.fullmatch(rf"(.+)=({amount})", value)
    if found is None:
        raise bad_parameter(text(key, value=value))
    return found[1].strip(), int(found[2])
