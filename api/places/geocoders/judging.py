"""How far each provider's answer can be trusted: its level and a confidence from 0 to 1.

Providers answer with something nearly always, also with the middle of the road. What counts is
whether the answer names the lane and the number that were asked for; a provider that does not say
what it matched is taken at its own word for the error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from api.places.buildings import Building
from api.places.finder import Level

Judgement = tuple[Level, float]
Judge = Callable[[Mapping[str, Any], Building], Judgement]

BAIDU_ERROR = ((90, Level.BUILDING, 0.9), (80, Level.BUILDING, 0.8), (75, Level.LANE, 0.6))
"""Baidu's confidence, which it explains as an error: 90 within 50 m, 80 within 100 m, 75 within
200 m (https://lbsyun.baidu.com/faq/api?title=webapi/guide/webservice-geocoding)."""


def baidu(raw: Mapping[str, Any], building: Building) -> Judgement:  # noqa: ARG001  it names no address
    """By the error that Baidu states, less where it did not understand all of the address."""
    stated = float(raw.get("confidence", 0))
    grades = ((level, sure) for least, level, sure in BAIDU_ERROR if stated >= least)
    level, sure = next(grades, (Level.ROAD, 0.3) if stated >= 50 else (Level.AREA, 0.1))
    understood = float(raw.get("comprehension", 100)) / 100
    return level, round(sure * understood * (1 if raw.get("precise") == 1 else 0.7), 2)


def amap(raw: Mapping[str, Any], building: Building) -> Judgement:
    """By the address that Amap says it found."""
    level = raw.get("level")
    if level in ("门牌号", "单元号", "楼栋号", "住宅区", "兴趣点"):
        return _matched(str(raw.get("formatted_address")), building)
    if level in ("道路", "道路交叉路口"):
        return Level.ROAD, 0.3
    return Level.AREA, 0.1


def tianditu(raw: Mapping[str, Any], building: Building) -> Judgement:  # noqa: ARG001  it repeats the question
    """By Tianditu's score and level."""
    share = float(raw.get("score", 0)) / 100
    if raw.get("level") == "门址":
        return Level.BUILDING, round(0.8 * share, 2)
    if raw.get("level") == "兴趣点":
        return Level.LANE, round(0.6 * share, 2)
    return Level.ROAD, round(0.3 * share, 2)


def nominatim(raw: Mapping[str, Any], building: Building) -> Judgement:
    """By the house number that OpenStreetMap has there; without one it is the street."""
    address = raw.get("address", {})
    if "house_number" in address:
        return _matched(f"{address.get('road', '')}{address['house_number']}", building)
    return (Level.ROAD, 0.3) if int(raw.get("place_rank", 0)) >= 26 else (Level.AREA, 0.1)


def _matched(answer: str, building: Building) -> Judgement:
    """What of the building the ``answer`` names."""
    numbers = set(re.findall(r"\d+", answer))
    lane, number = (set(re.findall(r"\d+", part)) for part in (building.lane, building.number))
    if number and lane | number <= numbers:
        return Level.BUILDING, 0.9
    if lane and lane <= numbers:
        return Level.LANE, 0.6
    return Level.ROAD, 0.3
