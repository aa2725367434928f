"""Who eats at which canteen: those who dine in come first, deliveries get what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from api.orders.distances import metres
from api.orders.records import EatingIn
from api.roster.records import CanteenRecord, ResidentRecord

DINE_IN = "dine_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """``eating_in`` are served at a canteen; ``unseated`` wanted to be, and nobody has room."""

    eating_in: tuple[EatingIn, ...]
    unseated: tuple[ResidentRecord, ...]


def seated(eaters: Sequence[ResidentRecord], cooking: Sequence[CanteenRecord]) -> Seating:
    """Give everybody of mode "dine_in" a seat: at the canteen they name, else at the nearest.

    ``cooking`` are the canteens that are open. Who names a canteen comes before who does not,
    then the most vulnerable. Whoever finds no room for the own diet is unseated and may be
    delivered to by any canteen: nobody is left without a meal because a table is full.
    """
    guests = sorted(
        (resident for resident in eaters if resident.mode == DINE_IN),
        key=lambda resident: (resident.canteen is None, resident.tier, resident.id),
    )
    nearest = _nearest(guests, cooking)
    rooms = {canteen.id: _Room(canteen) for canteen in cooking}
    eating_in: list[EatingIn] = []
    unseated: list[ResidentRecord] = []
    for guest, near in zip(guests, nearest, strict=True):
        named = near if guest.canteen is None else [guest.canteen]
        open_ = (name for name in named if name in rooms)
        at = next((name for name in open_ if rooms[name].takes(guest.diet, guest.portions)), None)
        if at is None:
            unseated.append(replace(guest, canteen=None))
        else:
            eating_in.append(_eating_in(guest, at))
    return Seating(
        eating_in=tuple(sorted(eating_in, key=lambda one: one.resident)),
        unseated=tuple(unseated),
    )


class _Room:
    """Meals that a canteen has left."""

    def __init__(self, canteen: CanteenRecord) -> None:
        self._diets = canteen.diets
        self._left = canteen.capacity
        self._left_of = dict(canteen.capacity_by_diet)

    def takes(self, diet: str, meals: int) -> bool:
        """Take ``meals`` off if they are all there."""
        if diet not in self._diets or min(self._left, self._left_of.get(diet, meals)) < meals:
            return False
        self._left -= meals
        if diet in self._left_of:
            self._left_of[diet] -= meals
        return True


def _nearest(
    guests: Sequence[ResidentRecord], cooking: Sequence[CanteenRecord]
) -> Iterator[list[str]]:
    """For each guest the canteens by distance, equally near ones by id."""
    kitchens = sorted(cooking, key=lambda canteen: canteen.id)
    at = [(canteen.lon, canteen.lat) for canteen in kitchens]
    apart = metres([(guest.lon, guest.lat) for guest in guests], at)
    for order in np.argsort(apart, axis=1, kind="stable"):
        yield [kitchens[k].id for k in order]


def _eating_in(guest: ResidentRecord, canteen: str) -> EatingIn:
    return EatingIn(resident=guest.id, canteen=canteen, diet=guest.diet, meals=guest.portions)
