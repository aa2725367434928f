"""Tianditu (天地图) for geopy, which has none: the state's geocoder; answers in CGCS2000."""

from __future__ import annotations

import json
from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

FOUND, NOTHING = "0", "101"

QUOTA = frozenset({"301004", "301005", "301006", "301007"})
"""Codes of the gateway for used-up quotas and too many requests."""


class Tianditu(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Geocoder of http://lbs.tianditu.gov.cn/server/geocodinginterface.html."""

    api_path = "/geocoder"

    def __init__(
        self,
        api_key: str,
        *,
        domain: str = "https://api.tianditu.gov.cn",
        **options: Any,  # noqa: ANN401  geopy's options
    ) -> None:
        super().__init__(**options)
        self.api_key = api_key
        self.api = f"{domain}{self.api_path}"

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Any:  # noqa: ANN401  as geopy's geocoders
        """The place of an address, None if there is none; it never answers with several."""
        asked = json.dumps({"keyWord": query}, ensure_ascii=False)
        url = f"{self.api}?{urlencode({'ds': asked, 'tk': self.api_key})}"
        callback = partial(_places, exactly_one=exactly_one)
        return self._call_geocoder(url, callback, timeout=timeout)

    def _geocoder_exception_handler(self, error: Exception) -> None:
        """The gateway answers a bad key or quota with an HTTP error and its own code inside."""
        try:
            page = json.loads(getattr(error, "text", None) or "")
        except ValueError:
            return
        if isinstance(page, dict) and "code" in page:
            _refuse(page)


def _places(page: dict[str, Any], *, exactly_one: bool) -> Location | list[Location] | None:
    if "code" in page:
        _refuse(page)
    status = str(page.get("status"))
    if status == NOTHING:
        return None
    if status != FOUND:
        raise GeocoderServiceError(str(page.get("msg")))
    place = page["location"]
    found = Location(place.get("keyWord"), (float(place["lat"]), float(place["lon"])), place)
    return found if exactly_one else [found]


def _refuse(page: dict[str, Any]) -> None:
    said = str(page.get("msg"))
    code = str(page["code"])
    raise (GeocoderQuotaExceeded if code in QUOTA else GeocoderAuthenticationFailure)(said)
