"""The geocoder that the settings opt for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from geopy.adapters import URLLibAdapter
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import BaiduV3, Nominatim

from api.errors import Unusable
from api.places.geocoders import judging
from api.places.geocoders.adapter import GeopyGeocoder
from api.places.geocoders.amap import Amap
from api.places.geocoders.base import Geocoder
from api.places.geocoders.tianditu import Tianditu
from api.settings import Settings
from optimizer.travel.datum import Bd09, Gcj02, Wgs84

USER_AGENT = "songcan-meal-delivery"

PACES = {"baidu": 0.1, "nominatim": 1.0, "amap": 0.4, "tianditu": 0.2}
"""Least seconds between two requests: Nominatim's policy, and what the others' free keys allow."""


def geocoder_of(settings: Settings) -> Geocoder:
    """The geocoder of ``settings``.

    Raises
    ------
    Unusable
        When none was opted for, or its key is missing.
    """
    name = settings.geocoder
    if name == "none":
        raise Unusable("geocoder_none", known=", ".join(PACES))
    key = settings.geocoder_key.get_secret_value() if settings.geocoder_key else ""
    if name != "nominatim" and not key:
        raise Unusable("geocoder_no_key", name=name)
    common: dict[str, Any] = {
        "timeout": settings.geocoder_timeout,
        "user_agent": USER_AGENT,
        "adapter_factory": URLLibAdapter,
    }
    make = {"baidu": _baidu, "nominatim": _nominatim, "amap": _amap, "tianditu": _tianditu}[name]
    return make(settings, key, common)


def _baidu(settings: Settings, key: str, common: dict[str, Any]) -> Geocoder:
    service = BaiduV3(key, **common)
    if settings.geocoder_server:
        service.api = f"{settings.geocoder_server}{service.api_path}"
    # exactly_one: geopy takes Baidu's single answer apart where it is asked for several
    return _made("baidu", Bd09, settings, _paced("baidu", service.geocode), judging.baidu)


def _nominatim(settings: Settings, _key: str, common: dict[str, Any]) -> Geocoder:
    service = Nominatim(**common)
    if settings.geocoder_server:
        service.api = f"{settings.geocoder_server}{service.geocode_path}"
    options = {"exactly_one": False, "addressdetails": True, "country_codes": "cn", "limit": 5}
    asked = _paced("nominatim", service.geocode, **options)
    return _made("nominatim", Wgs84, settings, asked, judging.nominatim)


def _amap(settings: Settings, key: str, common: dict[str, Any]) -> Geocoder:
    elsewhere = {"domain": settings.geocoder_server} if settings.geocoder_server else {}
    service = Amap(key, **elsewhere, **common)
    asked = _paced("amap", service.geocode, exactly_one=False)
    return _made("amap", Gcj02, settings, asked, judging.amap)


def _tianditu(settings: Settings, key: str, common: dict[str, Any]) -> Geocoder:
    elsewhere = {"domain": settings.geocoder_server} if settings.geocoder_server else {}
    service = Tianditu(key, **elsewhere, **common)
    asked = _paced("tianditu", service.geocode, exactly_one=False)
    return _made("tianditu", Wgs84, settings, asked, judging.tianditu)


def _paced(name: str, ask: Callable[..., Any], **options: object) -> Callable[[str], Any]:
    """One request after the other, none repeated: trouble is told, not hidden."""
    limited = RateLimiter(
        ask, min_delay_seconds=PACES[name], max_retries=0, swallow_exceptions=False
    )

    def paced(query: str) -> Any:  # noqa: ANN401  geopy's locations
        return limited(query, **options)

    return paced


def _made(
    name: str,
    datum: type[Wgs84] | type[Gcj02] | type[Bd09],
    settings: Settings,
    ask: Callable[[str], Any],
    judge: judging.Judge,
) -> Geocoder:
    return GeopyGeocoder(name=name, datum=datum, ask=ask, judge=judge, area=settings.geocoder_area)
