"""Building visits: all meals behind one entrance in one window are one stop of a rider."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from api.orders.kitchens import Kitchens
from api.orders.parameters import SITTINGS, Sitting
from api.orders.records import Order
from api.orders.service import Door, ServiceTimes, service_seconds
from api.orders.split import Bundle, Portion, by_door, split
from api.roster.records import ResidentRecord
from optimizer.problem import Rider, Visit, Window
from optimizer.travel.places import Places, rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """What the residents of one visit have in common.

    ``window`` None: the sitting's. ``canteen`` None: any may cook.
    """

    address: str
    lon: float
    lat: float
    window: Window | None
    canteen: str | None

    def visit_id(self) -> str:
        """The same from day to day, and without a word about who lives there."""
        window = "-".join(map(str, self.window or ()))
        named = f"{self.address}\n{self.lon:.6f} {self.lat:.6f}\n{window}\n{self.canteen or ''}"
        digest = hashlib.sha256(named.encode()).digest()
        return "V" + b32encode(digest)[:10].decode()

    def sort_key(self) -> tuple[str, float, float, Window, str]:
        """Neighbouring numbers of a street stand together."""
        return self.address, self.lon, self.lat, self.window or (0, 0), self.canteen or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBuilder:
    """Turns those who eat at one sitting into visits and orders.

    ``riders`` are those on duty: a visit fits the boxes of at least half of the riders who may
    load it, so it neither needs one certain tricycle nor follows the smallest bag of all.
    """

    sitting: Sitting
    kitchens: Kitchens
    riders: Sequence[Rider]
    service: ServiceTimes
    places: Places

    def build(self, eaters: Iterable[ResidentRecord]) -> Iterator[tuple[Visit, tuple[Order, ...]]]:
        """Each visit with its orders, in order of address.

        The first part of a split visit keeps the entrance's id, so that it stays the same visit
        on days without a split.
        """
        behind: dict[Entrance, list[Portion]] = {}
        for resident in eaters:
            portion = Portion(resident, resident.portions)
            behind.setdefault(entrance_of(resident, self.sitting), []).append(portion)
        boxes = {canteen: self._boxes(canteen) for canteen in {e.canteen for e in behind}}
        for entrance in sorted(behind, key=Entrance.sort_key):
            parts = self._parts(behind[entrance], entrance.canteen, boxes[entrance.canteen])
            name = entrance.visit_id()
            for number, part in enumerate(parts, start=1):
                visit = self._visit(name if number == 1 else f"{name}-{number}", entrance, part)
                yield visit, _orders(visit.id, part)

    def _parts(
        self, portions: Sequence[Portion], canteen: str | None, boxes: float
    ) -> Iterator[Bundle]:
        for share in self.kitchens.shares(_meals(portions), canteen):
            sharing = [portion for portion in portions if portion.resident.diet in share.diets]
            yield from split(sharing, min(boxes, share.most))

    def _boxes(self, canteen: str | None) -> float:
        """Most meals of one visit, endless where nobody may load it anyway."""
        allowed = {kitchen.id for kitchen in self.kitchens.allowed(canteen)}
        able = [r.boxes for r in self.riders if not allowed.isdisjoint(r.loading_canteens())]
        return median_low(able) if able else float("inf")

    def _visit(self, name: str, entrance: Entrance, part: Bundle) -> Visit:
        window = entrance.window or self.sitting.window
        return Visit(
            id=name,
            location=self.places.id_of(entrance.lon, entrance.lat),
            meals=_meals(part),
            window=window,
            preferred=clipped(self.sitting.preferred, window),
            service_seconds=service_seconds(map(_door, by_door(part)), self.service),
            max_onboard_seconds=self.sitting.max_onboard_seconds,
            tier=min(portion.resident.tier for portion in part),
            missed_recently=max(portion.resident.missed_recently for portion in part),
            canteens=None if entrance.canteen is None else (entrance.canteen,),
        )


def entrance_of(resident: ResidentRecord, sitting: Sitting) -> Entrance:
    """Where and when ``resident`` is met, and who may cook."""
    lon, lat = rounded(resident.lon, resident.lat)
    window = hard_window(own_window(resident, sitting), sitting.window)
    return Entrance(
        address=resident.address,
        lon=lon,
        lat=lat,
        window=None if window == sitting.window else window,
        canteen=resident.canteen,
    )


def own_window(resident: ResidentRecord, sitting: Sitting) -> Window | None:
    """The resident's own window, unless it is about another sitting of the resident's.

    A window that meets none of them stays: somebody should look at it.
    """
    own = resident.window
    if own is None or sitting.meets(own):
        return own
    others = (SITTINGS[name] for name in resident.sittings if name in SITTINGS)
    return None if any(other.meets(own) for other in others) else own


def hard_window(own: Window | None, sitting: Window) -> Window:
    """The resident's own window within the sitting's, or as it stands where the two are apart.

    Nobody is there to serve a window outside the sitting: the visit stays visible as unserved.
    """
    if own is None:
        return sitting
    return clipped(own, sitting) or own


def clipped(inner: Window, outer: Window) -> Window | None:
    """The part of ``inner`` within ``outer``; None where they do not meet."""
    opens, closes = max(inner[0], outer[0]), min(inner[1], outer[1])
    return (opens, closes) if opens <= closes else None


def _meals(portions: Iterable[Portion]) -> dict[str, int]:
    """Meals per diet, in order of diet."""
    meals: Counter[str] = Counter()
    for portion in portions:
        meals[portion.resident.diet] += portion.meals
    return dict(sorted(meals.items()))


def _door(portions: Bundle) -> Door:
    resident = portions[0].resident
    meals = sum(portion.meals for portion in portions)
    return Door(floor=resident.floor, lift=resident.lift, meals=meals)


def _orders(visit: str, part: Bundle) -> tuple[Order, ...]:
    return tuple(
        Order(
            resident=portion.resident.id,
            visit=visit,
            diet=portion.resident.diet,
            meals=portion.meals,
        )
        for portion in part
    )
