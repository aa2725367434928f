"""Whether somebody is still met where a plan met them, told from the ids of the visits.

A visit's id is a digest of address, place, window and canteen. Plans hold no addresses, so what
changed is found by trying: with another canteen or window the old id comes out again, or else
the place is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from api.order_book.comparison import Detail
from api.orders.parameters import Sitting
from api.orders.visits import Entrance, entrance_of
from api.roster.records import ResidentRecord, Roster
from optimizer.problem import Window

BULK = re.compile(r"B\d+-(?P<point>.+)")


@dataclass(frozen=True, kw_only=True)
class Moving:
    """Compares today's ``roster`` at ``sitting`` with the visits of an earlier plan."""

    roster: Roster
    sitting: Sitting

    def details(self, resident: ResidentRecord, visits: frozenset[str]) -> tuple[Detail, ...]:
        """What about ``resident`` does not fit ``visits`` any more; without visits nothing."""
        had = set(map(_place, visits))
        if not had or not had.isdisjoint(_met(resident, self.sitting)):
            return ()
        if resident.mode == "delivery":
            entrance = entrance_of(resident, self.sitting)
            for details, tried in self._tries(entrance):
                if tried.visit_id() in had:
                    return details
        return (Detail.PLACE,)

    def _tries(self, entrance: Entrance) -> Iterator[tuple[tuple[Detail, ...], Entrance]]:
        for canteen in self._canteens:
            yield (Detail.CANTEEN,), replace(entrance, canteen=canteen)
        for window in self._windows:
            yield (Detail.WINDOW,), replace(entrance, window=window)
        for canteen in self._canteens:
            for window in self._windows:
                tried = replace(entrance, canteen=canteen, window=window)
                yield (Detail.CANTEEN, Detail.WINDOW), tried

    @cached_property
    def _canteens(self) -> tuple[str | None, ...]:
        return None, *(canteen.id for canteen in self.roster.canteens)

    @cached_property
    def _windows(self) -> tuple[Window | None, ...]:
        """The windows in use; one that nobody has any more cannot be tried."""
        used = (entrance_of(who, self.sitting).window for who in self.roster.residents)
        return tuple(dict.fromkeys((None, *used)))


def _place(visit: str) -> str:
    """The visit without the number of its part; all bulk visits of a point are that point."""
    if bulk := BULK.fullmatch(visit):
        return f"point {bulk['point']}"
    return visit.split("-", 1)[0]


def _met(resident: ResidentRecord, sitting: Sitting) -> Iterable[str]:
    """Where ``resident`` may be met: at the door, or at the meal point while that is open."""
    entrance = entrance_of(resident, sitting)
    yield entrance.visit_id()
    if resident.meal_point is not None:
        yield f"point {resident.meal_point}"
        yield replace(entrance, canteen=resident.meal_point).visit_id()
