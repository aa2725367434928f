"""Whether a place that somebody gives for an address can be right."""

from __future__ import annotations

from api.places.buildings import building_of
from api.places.gazetteer import Gazetteer
from api.places.texts import text
from api.roster.placing.bounds import in_district, others
from api.roster.placing.statements import label
from optimizer.texts import Text
from optimizer.travel.datum import AnyPoint, Wgs84

LANE_METRES = 400.0
ROAD_METRES = 3_000.0
"""Beyond these from the next known building of its lane, or of its road, a place is doubtful."""

UNLIKELY, BESIDE = 250.0, 100.0
"""So far from its lane a place is doubtful if in another datum it is right beside it."""


def doubt_of(address: str, stated: AnyPoint, gazetteer: Gazetteer) -> Text | None:
    """Why ``stated`` is hardly the place of ``address``; None where nothing speaks against it."""
    point = stated.to(Wgs84)
    datum = label(stated.code)
    guess = next((code for code, other in others(stated) if in_district(other)), None)
    if not in_district(point):
        if guess is None:
            return text("doubt_outside")
        return text("doubt_shifted", datum=datum, guess=label(guess))
    next_known = _next_known(address, point, gazetteer)
    if next_known is None:
        return None
    neighbour, metres, same_lane = next_known
    values = {"address": neighbour, "metres": round(metres)}
    if same_lane and metres > UNLIKELY:
        for code, other in others(stated):
            its = _next_known(address, other, gazetteer)
            if its is not None and its[1] <= BESIDE:
                return text("doubt_neighbours_shifted", datum=datum, guess=label(code), **values)
    too_far = metres > (LANE_METRES if same_lane else ROAD_METRES)
    return text("doubt_neighbours", **values) if too_far else None


def _next_known(address: str, point: Wgs84, gazetteer: Gazetteer) -> tuple[str, float, bool] | None:
    """The closest known building of the same lane, else road, its metres, and which it is."""
    known = gazetteer.neighbours(address)
    if not known:
        return None
    metres, closest = min((place.metres_to(point), other) for other, place in known.items())
    own, its = building_of(address), building_of(closest)
    same_lane = own is not None and its is not None and bool(own.lane) and own.lane == its.lane
    return closest, metres, same_lane
