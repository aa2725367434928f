"""Changes of a plan in words. Trips and positions count from 1, as on the riders' sheets."""

from __future__ import annotations

from collections.abc import Iterable

from api.editing.texts import text
from api.texts import clock
from optimizer.replan.changes import How, Place
from optimizer.texts import Text


def how_words(how: How) -> Text:
    """How a visit fares."""
    return text(f"how_{how}")


def place_words(place: Place | None) -> str:
    """Who serves a visit, on which trip, when: R2·1 10:42."""
    return "—" if place is None else f"{place.rider}·{place.trip + 1} {clock(place.start)}"


def joined(several: Iterable[Text]) -> Text:
    """Texts one after the other."""
    each = list(several)
    return Text("；".join(one.zh for one in each), "; ".join(one.en for one in each))
