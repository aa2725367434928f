"""Counts that may be shown: a handful of people of one street-town could be recognised.

As in official statistics: counts of one to four are hidden, their complements alike, and where only
one of a column is hidden, one more, so that it cannot be had by subtraction from the total. See A.
Hundepool and others, "Statistical Disclosure Control", Wiley 2012, chapter 4.
"""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5
"""The smallest count that is shown, besides none at all."""


def shown(count: int) -> int | None:
    """The count, or None where it is one to four people."""
    return None if 0 < count < LEAST else count


def column(parts: Mapping[str, int], wholes: Mapping[str, int]) -> dict[str, int | None]:
    """``parts`` of ``wholes``, None for those that are hidden.

    Hidden is a part of one to four people, one that leaves one to four out, and if that is only
    one, the next smallest as well. Where there is no next, the reader must not learn the total:
    see :func:`total`.
    """
    visible = {
        name: None if shown(part) is None or shown(wholes[name] - part) is None else part
        for name, part in parts.items()
    }
    hidden = [name for name, part in visible.items() if part is None]
    others = [name for name, part in visible.items() if part]
    if len(hidden) == 1 and others:
        visible[min(others, key=lambda name: parts[name])] = None
    return visible


def total(parts: Mapping[str, int], visible: Mapping[str, int | None]) -> int | None:
    """The sum of a column, unless it would tell its only hidden part."""
    hidden = [name for name, part in visible.items() if part is None]
    return None if len(hidden) == 1 else sum(parts.values())
