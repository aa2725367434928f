"""Make a broken file whole enough to find its contradictions too.

Somebody who mends a file wants to hear everything at once. A broken entry is stood in for by a
sound one with the same id and place, so that references to it and positions after it hold; what
the stand-in or a default would complain about is not the file's fault and stays hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from api.files.paths import Path, shown
from optimizer.errors import Issue
from optimizer.texts import text

Document = dict[str, Any]

_STAND_INS: dict[str, Document] = {
    "locations": {"lon": 0.0, "lat": 0.0},
    "canteens": {"location": "", "capacity": 0},
    "riders": {"canteen": "", "boxes": 1, "shift": [0, 0], "max_trips": 0},
    "visits": {
        "location": "",
        "meals": {},
        "window": [0, 0],
        "service_seconds": 0,
        "max_onboard_seconds": 1,
    },
    "locks": {"kind": "sequence", "visits": []},
}
_KINDS = {"locations": "location", "canteens": "canteen", "riders": "rider", "visits": "visit"}
_LEAN_ON = {
    "policy": (".tier", ".kind"),
    "travel": (".profile",),
}
"""Fields of entries that are judged by another part of the file."""


def units(broken: Iterable[Path]) -> set[Path]:
    """The parts of the file to stand in for: entries of lists and profiles, else whole keys."""
    return {path[:2] if path[0] in (*_STAND_INS, "travel") else path[:1] for path in broken}


def repaired(document: Document, broken: Collection[Path]) -> Document:
    """A copy of ``document`` with sound stand-ins in the place of all ``broken`` units."""
    whole = {key: value for key, value in document.items() if (key,) not in broken}
    whole.setdefault("date", "2000-01-01")
    for name in _KINDS:
        whole.setdefault(name, [])
    for unit in (unit for unit in broken if unit[:1] not in broken):
        key = str(unit[0])
        whole[key] = _without(key, unit[1], whole[key])
    return whole


def _without(name: str, place: str | int, entries: Any) -> Any:  # noqa: ANN401, list or mapping
    """``entries`` with a stand-in at ``place``; a profile needs none."""
    if not isinstance(place, int):
        return {profile: entry for profile, entry in entries.items() if profile != place}
    return [*entries[:place], _stand_in(name, place, entries[place]), *entries[place + 1 :]]


def _stand_in(name: str, row: int, entry: object) -> Document:
    if name == "locks":
        return _STAND_INS[name]
    return _STAND_INS[name] | {"id": _id_of(entry) or f"{name}[{row}]"}


def _id_of(entry: object) -> str | None:
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else None


def caused_by_repair(issue: Issue, document: Document, broken: Collection[Path]) -> bool:
    """Whether ``issue`` may come from a stand-in rather than from the file."""
    if any(_within(issue.path, shown(unit)) for unit in broken):
        return True
    if ("locations",) in broken and issue.path.startswith("travel."):
        return True
    keys = {unit[0] for unit in broken}
    if any(key in keys and issue.path.endswith(ends) for key, ends in _LEAN_ON.items()):
        return True
    return any(
        issue.problem == text("unknown_id", kind=text(f"kind_{kind}"))
        and _loses_ids(name, document, broken)
        for name, kind in _KINDS.items()
    )


def _within(path: str, unit: str) -> bool:
    return path == unit or path.startswith((f"{unit}.", f"{unit}["))


def _loses_ids(name: str, document: Document, broken: Collection[Path]) -> bool:
    """Whether some id of this list is not to be had, so that a reference to it is no error."""
    if (name,) in broken:
        return True
    rows = [unit[1] for unit in broken if unit[0] == name]
    return any(_id_of(document[name][row]) is None for row in rows if isinstance(row, int))
