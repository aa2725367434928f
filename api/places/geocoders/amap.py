"""Amap (高德) for geopy, which has none: web service API v3, geocode/geo; answers in GCJ-02."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

OK = "10000"

QUOTA = frozenset(
    {"10003", "10004", "10010", "10014", "10015", "10019", "10020", "10021", "10029", "10044"}
    | {"10045", "40000", "40002", "40003"}
)
"""Infocodes of used-up quotas and of too many requests."""

KEY = frozenset({"10001", "10002", "10005", "10006", "10007", "10008", "10009", "10012", "10026"})
"""Infocodes of a key that is wrong, bound to another service or address, or blocked."""


class Amap(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Geocoder of https://lbs.amap.com/api/webservice/guide/api/georegeo."""

    api_path = "/v3/geocode/geo"

    def __init__(
        self,
        api_key: str,
        *,
        domain: str = "https://restapi.amap.com",
        **options: Any,  # noqa: ANN401  geopy's options
    ) -> None:
        super().__init__(**options)
        self.api_key = api_key
        self.api = f"{domain}{self.api_path}"

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Any:  # noqa: ANN401  as geopy's geocoders
        """The place of an address, or all of them; None if there is none."""
        url = f"{self.api}?{urlencode({'key': self.api_key, 'address': query, 'output': 'JSON'})}"
        callback = partial(_places, exactly_one=exactly_one)
        return self._call_geocoder(url, callback, timeout=timeout)


def _places(page: dict[str, Any], *, exactly_one: bool) -> Location | list[Location] | None:
    code, said = str(page.get("infocode")), str(page.get("info"))
    if page.get("status") != "1" or code != OK:
        if code in QUOTA:
            raise GeocoderQuotaExceeded(said)
        if code in KEY:
            raise GeocoderAuthenticationFailure(said)
        if code.startswith("2"):
            raise GeocoderQueryError(said)
        raise GeocoderServiceError(said)
    found = [_place(place) for place in page["geocodes"] if place.get("location")]
    if exactly_one:
        return found[0] if found else None
    return found or None


def _place(place: dict[str, Any]) -> Location:
    lon, lat = map(float, place["location"].split(","))
    return Location(place["formatted_address"], (lat, lon), place)
