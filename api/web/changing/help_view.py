"""What would help a visit that nobody serves, with names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from api.web.changing.words import named_lock
from api.web.names import Names
from api.web.texts import text
from api.web.words import diet_words
from optimizer.explain.remedies import (
    LongerShift,
    MoreMeals,
    OneMoreRider,
    OneMoreTrip,
    Remedies,
    Remedy,
    WiderWindow,
    WithoutLock,
    describe_kind,
    describe_remedy,
)
from optimizer.problem import Problem
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """``found``: what helps, the cheapest first. ``never``: proven to help in no way.

    ``fits``: nothing need be changed, one of the places will do; remedies would be too much.
    """

    fits: bool
    found: tuple[Text, ...]
    never: Text | None


def help_view(problem: Problem, remedies: Remedies, names: Names) -> HelpView:
    """The remedies in words."""
    kinds = [describe_kind(kind) for kind in remedies.impossible]
    never = None
    if kinds and not remedies.fits:
        never = (
            text("help_all_never") if remedies.none else text("help_never", kinds=_listed(kinds))
        )
    found = (_words(problem, remedy, names) for remedy in remedies.found)
    return HelpView(
        fits=remedies.fits,
        found=() if remedies.fits else tuple(dict.fromkeys(found)),
        never=never,
    )


def _words(problem: Problem, remedy: Remedy, names: Names) -> Text:
    match remedy:
        case WithoutLock():
            lock = named_lock(problem.locks[remedy.lock], names)
            return text("help_unlock", lock=lock)
        case LongerShift() | OneMoreTrip():
            return describe_remedy(replace(remedy, rider=names.rider(remedy.rider)))
        case WiderWindow():
            return describe_remedy(replace(remedy, visit=names.address(remedy.visit)))
        case MoreMeals():
            diet = remedy.diet and diet_words(remedy.diet).zh
            named = replace(remedy, canteen=names.canteen(remedy.canteen), diet=diet)
            return describe_remedy(named)
        case OneMoreRider():
            return describe_remedy(replace(remedy, canteen=names.canteen(remedy.canteen)))
        case _:
            return describe_remedy(remedy)


def _listed(kinds: Iterable[Text]) -> Text:
    each = list(kinds)
    return Text("、".join(one.zh for one in each), ", ".join(one.en for one in each))
