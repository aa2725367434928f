"""Plans that changed, in words with names: places, locks, and what made a version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from api.plans.origins import Action, Origin
from api.texts import clock
from api.web.names import Names
from api.web.texts import known, text
from optimizer.explain import describe_lock
from optimizer.locks import DayLock, Lock, NeverLock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.replan.changes import Place
from optimizer.texts import Text

Details = Mapping[str, Any]


def place_words(place: Place | None, names: Names) -> Text:
    """Who comes, on which trip, when; nobody where there is no place."""
    if place is None:
        return text("place_nobody")
    rider = names.rider(place.rider)
    return text("place", rider=rider, trip=place.trip + 1, time=clock(place.start))


def named_lock(lock: Lock, names: Names) -> Text:
    """What a lock demands, with names."""
    named: Lock
    match lock:
        case RiderLock() | TripLock():
            named = replace(lock, visit=names.address(lock.visit), rider=names.rider(lock.rider))
        case NotBefore():
            named = replace(lock, visit=names.address(lock.visit))
        case SequenceLock():
            named = replace(lock, visits=tuple(map(names.address, lock.visits)))
        case NeverLock():
            rider = lock.rider and names.rider(lock.rider)
            named = replace(lock, visits=tuple(map(names.address, lock.visits)), rider=rider)
        case DayLock():
            trips = tuple(tuple(map(names.address, trip)) for trip in lock.trips)
            named = replace(lock, trips=trips, rider=names.rider(lock.rider))
    return describe_lock(named)


def action_words(origin: Origin, names: Names, numbers: Mapping[int, int]) -> Text:
    """What made a version; ``numbers`` are those of the sitting's versions by id."""
    match origin.action:
        case Action.EDIT | Action.LOCK | Action.UNLOCK:
            return text(f"action_{origin.action}", what=_what(origin.details, names))
        case Action.REPLAN:
            return _replanned(origin.details, names)
        case Action.UNDO | Action.REDO:
            return text(f"action_{origin.action}", number=numbers.get(origin.parent or 0, "–"))
        case _:
            return text("action_plan")


def _replanned(details: Details, names: Names) -> Text:
    happened = [one for one in details["disruptions"] if known(f"happened_{one['kind']}")]
    orders = len(details["disruptions"]) - len(happened)
    each = [_happened(one, names) for one in happened]
    if orders:
        each.append(text("happened_orders", count=orders))
    return text(
        "action_replan", time=clock(details["at"]), what=_joined(each or [text("happened_nothing")])
    )


def _happened(one: Details, names: Names) -> Text:
    """One thing that happened to a rider or canteen."""
    values = {
        "rider": names.rider(one.get("rider", "")),
        "canteen": names.canteen(one.get("canteen", "")),
        "until": clock(one["until"]) if "until" in one else "",
        "capacity": one.get("capacity", ""),
    }
    return text(f"happened_{one['kind']}", **values)


def _what(details: Details, names: Names) -> Text:
    """The edit or lock by its kind, with the visits and riders that it names."""
    visits = [details[name] for name in ("visit", "one", "other") if name in details]
    visits += details.get("visits", ())
    riders = [details[name] for name in ("rider", "to") if details.get(name)]
    addresses = "、".join(map(names.address, visits))
    people = " → ".join(map(names.rider, riders))
    about = "，".join(part for part in (addresses, people) if part)
    kind = text(f"what_{details['kind']}")
    return Text(f"{kind.zh}（{about}）", f"{kind.en} ({about})")


def _joined(each: Sequence[Text]) -> Text:
    return Text("，".join(one.zh for one in each), ", ".join(one.en for one in each))
