"""Changes of orders in words, for the command line and the page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from api.order_book.comparison import Change, Group
from api.orders.standing import Cause
from optimizer.texts import Catalogue, Text

text = Catalogue("api.order_book")

DAY = datetime.timedelta(days=1)

FIXED = {
    Group.NEW: "why_first",
    Group.BACK: "why_back",
    Group.AGAIN: "why_back",
    Group.EXTRA: "cause_one_off",
    Group.ON_HOLD: "why_held_open",
}
"""What is said where nothing more is known."""


def why(change: Change) -> Text:
    """What explains a change."""
    if change.group is Group.CHANGED:
        details = [text(f"detail_{detail}") for detail in change.details]
        named = Text("、".join(d.zh for d in details), ", ".join(d.en for d in details))
        return text("why_changed", details=named)
    if change.group is Group.ON_HOLD and change.until is not None:
        return text("why_held_until", until=change.until, back=change.until + DAY)
    if change.group in {Group.BACK, Group.AGAIN} and change.cause is not None:
        return text("why_was", cause=cause_words(change.cause))
    return text(FIXED[change.group]) if change.group in FIXED else cause_words(change.cause)


def meals_words(meals: Mapping[str, int]) -> str:
    """Meals by diet, 1 普通餐·2 软食餐; no diet names an illness."""
    return "·".join(f"{count} {diet_words(diet).zh}" for diet, count in sorted(meals.items()))


def diet_words(diet: str) -> Text:
    """The name of the food; an unknown diet speaks for itself."""
    key = f"diet_{diet}"
    return text(key) if key in text else Text(diet, diet)


def cause_words(cause: Cause | None) -> Text:
    """Why somebody has no meal, or has one; None: not on the roster."""
    return text("not_on_roster") if cause is None else text(f"cause_{cause}")
