"""Travel times as the settings describe them."""

from __future__ import annotations

from collections.abc import Callable

from api.settings import Settings
from optimizer.travel.base import TravelTimes
from optimizer.travel.cached import Cached
from optimizer.travel.fallback import Fallback
from optimizer.travel.geodesic import Geodesic, Profile
from optimizer.travel.osrm.embedded import RoadsFolder
from optimizer.travel.osrm.http import OsrmServers
from optimizer.travel.osrm.service import TableServices
from optimizer.travel.osrm.source import Osrm


def geodesic_of(settings: Settings) -> Geodesic:
    """Geodesic travel times with the vehicles and the day of ``settings``."""
    profiles = {
        name: Profile(speed_kmh=way.speed_kmh, detour=way.detour)
        for name, way in settings.travel_profiles.items()
    }
    return Geodesic(profiles, settings.day_speed)


def road_services(settings: Settings) -> TableServices:
    """The servers that the settings name, else the roads in the data folder."""
    if settings.osrm_url is None:
        return RoadsFolder(settings.roads_folder)
    return OsrmServers(url=settings.osrm_url, side=settings.osrm_max_table_size)


def travel_times(settings: Settings) -> TravelTimes:
    """Travel times of ``settings``, kept in the data folder.

    A roster's places change little from day to day. A fallback's are kept as its own, so that a
    server which answers again is heard.
    """
    folder = settings.data_folder / "travel"
    return _chosen(settings, lambda source: Cached(source, folder))


def travel_times_of_files(settings: Settings) -> TravelTimes:
    """The same for a problem file, of which the data folder keeps nothing."""
    return _chosen(settings, lambda source: source)


def _chosen(settings: Settings, kept: Callable[[TravelTimes], TravelTimes]) -> TravelTimes:
    plain = geodesic_of(settings)
    if settings.travel == "geodesic":
        return kept(plain)
    roads = kept(Osrm(services=road_services(settings), plain=plain))
    return roads if settings.travel_fallback == "refuse" else Fallback(roads, kept(plain))
