"""Travel times as the settings describe them."""

from __future__ import annotations

from api.settings import Settings
from optimizer.travel.cached import Cached
from optimizer.travel.geodesic import Geodesic, Profile


def geodesic_of(settings: Settings) -> Geodesic:
    """Geodesic travel times with the vehicles and the day of ``settings``."""
    profiles = {
        name: Profile(speed_kmh=way.speed_kmh, detour=way.detour)
        for name, way in settings.travel_profiles.items()
    }
    return Geodesic(profiles, settings.day_speed)


def travel_times(settings: Settings) -> Cached:
    """The same, kept in the data folder: a roster's places change little from day to day."""
    return Cached(geodesic_of(settings), settings.data_folder / "travel")
