"""Which roads are there, and whether they can be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from api.settings import Settings
from api.travel import road_services
from optimizer.errors import TravelUnavailable
from optimizer.travel.osrm.build import profile_hash, profiles
from optimizer.travel.osrm.embedded import EmbeddedOsrm
from optimizer.travel.osrm.errors import RoadsMissing, WrongRoads

_NOWHERE = [(0.0, 0.0)]
"""Any point will do to have roads loaded: the nearest road is sought however far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The roads of one vehicle profile.

    ``data`` is the hash of the build, empty where a server does not say. ``outdated``: the
    profile that they were built with has changed since.
    """

    profile: str
    map: str = ""
    built: str = ""
    data: str = ""
    outdated: bool = False
    trouble: TravelUnavailable | None = None

    @property
    def absent(self) -> bool:
        """Whether there simply are no roads for this vehicle: not every canteen has every one."""
        return isinstance(self.trouble, RoadsMissing | WrongRoads)


def findings(settings: Settings) -> tuple[Finding, ...]:
    """A finding for each vehicle of the settings, and each that roads can be built for."""
    return tuple(_findings(settings))


def _findings(settings: Settings) -> Iterator[Finding]:
    services = road_services(settings)
    for profile in sorted({*settings.travel_profiles, *profiles()}):
        found = Finding(profile=profile)
        try:
            service = services.of(profile)
            if isinstance(service, EmbeddedOsrm):
                manifest = service.manifest
                found = replace(
                    found,
                    map=manifest.map,
                    built=manifest.built,
                    data=manifest.stamp.digest,
                    outdated=profile not in profiles()
                    or manifest.profile_sha256 != profile_hash(profile),
                )
                service.table(_NOWHERE, _NOWHERE)
            elif (stamp := service.stamp()) is not None:
                found = replace(found, data=stamp.digest)
                if stamp.profile != profile:
                    raise WrongRoads(profile=profile, found=stamp.profile)
        except TravelUnavailable as error:
            found = replace(found, trouble=error)
        yield found
