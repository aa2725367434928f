"""Tiny rosters that recur in the tests of the application. All names are artificial."""

from __future__ import annotations

import datetime
from typing import Any

from api.roster.records import (
    CanteenRecord,
    MealPointRecord,
    ResidentRecord,
    RiderRecord,
    Roster,
)
from optimizer.travel.geodesic import Geodesic, Profile

MONDAY = datetime.date(2026, 3, 2)
TRAVEL = Geodesic({"ebike": Profile(speed_kmh=15, detour=1.35), "foot": Profile(speed_kmh=4.5)})


def canteen(name: str = "C1", /, **changes: Any) -> CanteenRecord:
    """Two hundred meals of every diet on every day."""
    values: dict[str, Any] = {
        "id": name,
        "name": f"食堂{name}",
        "street_town": "曹杨新村",
        "address": f"杏山路{name}号",
        "lon": 121.405,
        "lat": 31.240,
        "capacity": 200,
    }
    return CanteenRecord(**(values | changes))


def meal_point(name: str = "D1", /, **changes: Any) -> MealPointRecord:
    """Any canteen may cook for it; volunteers meet at 10:50 every day."""
    values: dict[str, Any] = {
        "id": name,
        "name": f"助餐点{name}",
        "street_town": "曹杨新村",
        "address": f"花溪路{name}号",
        "lon": 121.409,
        "lat": 31.244,
    }
    return MealPointRecord(**(values | changes))


def rider(name: str = "R1", /, canteen: str = "C1", **changes: Any) -> RiderRecord:
    """Twenty boxes, two trips, 10:00 to 12:30, every day."""
    values: dict[str, Any] = {
        "id": name,
        "name": f"骑手{name}",
        "phone": "13800000000",
        "canteen": canteen,
        "boxes": 20,
        "shift": (36_000, 45_000),
        "max_trips": 2,
    }
    return RiderRecord(**(values | changes))


def resident(name: str = "E1", /, **changes: Any) -> ResidentRecord:
    """One regular meal a day, on floor 3 of a walk-up in 花溪路100弄1号."""
    values: dict[str, Any] = {
        "id": name,
        "name": f"老人{name}",
        "phone": "13900000000",
        "street_town": "曹杨新村",
        "address": "花溪路100弄1号",
        "door": f"{name}室",
        "floor": 3,
        "lift": False,
        "lon": 121.410,
        "lat": 31.243,
    }
    return ResidentRecord(**(values | changes))


def roster(*residents: ResidentRecord, **changes: Any) -> Roster:
    """``residents`` with canteen C1 and rider R1; the keywords replace those."""
    values: dict[str, Any] = {"canteens": (canteen(),), "riders": (rider(),)}
    return Roster(residents=residents, **(values | changes))
