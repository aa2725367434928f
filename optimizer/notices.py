"""What the reader of a plan must know about its data: where it is not what it seems.

A notice is no error: the plan holds. It names its place by location id; whoever shows it puts the
address there, so that a problem can be handed on without anybody's address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer.texts import Text, text

ROADS = "ROADS"
"""Travel times follow the streets of a map; params ``profile`` and ``data`` (which build)."""

FAR_SNAP = "FAR_SNAP"
"""A place lies ``metres`` from the nearest road; params ``location``, ``profile``."""

UNREACHABLE = "UNREACHABLE"
"""No road joins a place with ``others`` places; params ``location``, ``profile``."""

UNKNOWN_ROADS = "UNKNOWN_ROADS"
"""A server does not say for which vehicle its roads were built; param ``profile``."""

FALLBACK = "FALLBACK"
"""Another source stepped in for all of ``profile``; param ``why`` names the text that says it."""

HOLIDAYS = "HOLIDAYS"
"""The holidays of ``year`` are not known: ``canteens`` that follow them go by their weekdays."""

CLOSED = "CLOSED"
"""The canteen at ``location`` cooks nothing at the sitting; ``people`` may eat from no other."""

EATING_IN = "EATING_IN"
"""``meals`` are eaten at the ``canteen`` at ``location``: its capacity here is without them."""

REDIRECTED = "REDIRECTED"
"""``people`` who would come to a full or closed place are planned at their doors."""

HOURS = "HOURS"
"""The week's or month's hours of ``riders`` run out: a shorter shift, or none."""

LOANS = "LOANS"
"""The loans of ``riders`` are for hours that they do not offer any more: they ride at home."""

CODES = (
    *(ROADS, FAR_SNAP, UNREACHABLE, UNKNOWN_ROADS, FALLBACK),
    *(HOLIDAYS, CLOSED, EATING_IN, REDIRECTED, HOURS, LOANS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A code, and the values behind it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def location(self) -> str | None:
        """The id of the place that it is about, if it is about one."""
        place = self.params.get("location")
        return None if place is None else str(place)


def describe(notice: Notice, place: str | None = None) -> Text:
    """The notice as a sentence; ``place`` is what the reader calls its location.

    One that another program wrote may lack values, or be its own.
    """
    key = f"notice_{notice.code}"
    values: dict[str, object] = {**notice.params, "place": place or notice.location or ""}
    why = f"travel_{notice.params.get('why', '')}"
    values["why"] = text(why) if why in text else Text("–", "–")
    try:
        return text(key, **values)
    except KeyError:
        return Text(notice.code, notice.code)


def remedy_of(notice: Notice) -> Text | None:
    """What a person can do about it, if anything need be done."""
    key = f"notice_{notice.code}_remedy"
    return text(key) if key in text else None
