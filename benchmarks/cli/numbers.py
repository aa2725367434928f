"""Lists of numbers as people write them: ``1-5``, ``10,60``."""

from __future__ import annotations

import math

import typer

from benchmarks.cli.texts import text


def whole(value: str) -> tuple[int, ...]:
    """Whole numbers and ranges, in their order."""
    found: list[int] = []
    for part in value.split(","):
        first, dash, last = part.strip().partition("-")
        try:
            found += range(int(first), int(last if dash else first) + 1)
        except ValueError:
            raise _no_list(value) from None
    if not found:
        raise _no_list(value)
    return tuple(dict.fromkeys(found))


def seconds(value: str) -> tuple[float, ...]:
    """Positive numbers."""
    try:
        found = tuple(float(part) for part in value.split(","))
    except ValueError:
        raise _no_list(value) from None
    if not all(0 < number < math.inf for number in found):
        raise _no_list(value)
    return tuple(dict.fromkeys(found))


def names(value: str) -> tuple[str, ...]:
    """Words."""
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in value.split(",")))))


def _no_list(value: str) -> typer.BadParameter:
    return typer.BadParameter(str(text("not_numbers", value=value)))
