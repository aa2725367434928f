"""Where visits may be loaded once a canteen gives them nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.problem import Visit


def elsewhere(visit: Visit, closed: str, cooking: Sequence[str]) -> Visit:
    """The visit without the closed canteen: at the others that it names, or at all that cook.

    Others that it names and that do not cook are no help, unless nobody cooks at all.
    """
    if visit.canteens is None or closed not in visit.canteens:
        return visit
    others = tuple(name for name in visit.canteens if name != closed)
    helpful = tuple(name for name in others if name in cooking)
    return replace(visit, canteens=helpful or tuple(cooking) or others or None)
