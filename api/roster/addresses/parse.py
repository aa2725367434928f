"""From a typed address to its parts.

In Shanghai a lane (弄) of a road holds numbered entrances (号); the room (室) is behind one. New
estates have blocks (号楼, 幢, 栋, 座) with units (单元), each an entrance. People shorten this
to 358/81/602 or 358弄81-602.
"""

from __future__ import annotations

import re
from dataclasses import replace

from api.roster.addresses.parts import Address
from api.roster.addresses.spelling import even, half, split_remarks

N = r"\d+[A-Z甲乙丙丁]?"
ROOM = r"[A-Z]?\d+[A-Z]?(?:-\d+)?"

WHOLE = re.compile(
    r"""(?P<road>[^\dA-Z]*?)
    (?P<rest>(?:\d|[A-Z]\d*(?:座|幢|栋|号楼|楼)).*)""",
    re.VERBOSE,
)
UNITS = re.compile(
    rf"""(?:(?P<lane>{N})弄)?[-/]?
    (?:(?P<within>{N})支弄)?[-/]?
    (?P<estate>[^\d\-/A-Z]{{2,12}}(?=[\dA-Z]))?
    (?:(?P<block>\d+|[A-Z]\d*)(?:号楼|幢|栋|座|(?<=[A-Z])楼))?[-/]?
    (?:(?P<house>{N}(?:-\d+)?)号(?!楼|室|房))?[-/]?
    (?:(?P<unit>{N})单元)?[-/]?
    (?P<behind>.*)""",
    re.VERBOSE,
)
SHORT = re.compile(rf"(?P<house>{N})(?:[-/](?P<unit>\d+(?=[-/])))?(?:[-/](?P<door>{ROOM})室?)?")
"""Numbers behind a lane: 81, 81-602, 81/2/602."""

NUMBERS = re.compile(rf"(?P<lane>\d+)[-/](?P<house>{N})(?:[-/](?P<door>{ROOM})室?)?")
"""Numbers behind a road: 358/81, 358/81/602."""

STOREY = re.compile(r"(?P<floor>\d+)[楼层](?P<rest>.*)")


def parse(words: str) -> Address | None:
    """The parts of the address ``words``; None where no number of a building is in it."""
    bare, remark = split_remarks(half(words))
    whole = WHOLE.fullmatch(even(bare))
    if whole is None:
        return None
    rest = re.sub(rf"^(\d+)/(?={N}(?:号|幢|栋|座))", r"\1弄", whole["rest"])
    found = _without_units(rest) or _with_units(rest)
    if found is None:
        return None
    remarks = "；".join(filter(None, (found.remark, remark)))
    return replace(found, road=whole["road"].rstrip("-/,"), remark=remarks)


def _without_units(rest: str) -> Address | None:
    if numbers := NUMBERS.fullmatch(rest):
        if rest.endswith("室") and numbers["door"] is None:
            return None
        return Address(
            lane=_numbered(numbers["lane"], "弄"),
            building=_numbered(numbers["house"], "号"),
            door=door(numbers["door"] or ""),
            guessed=numbers["door"] is None,
        )
    if single := re.fullmatch(N, rest):
        return Address(building=_numbered(single[0], "号"), guessed=True)
    if room := re.fullmatch(rf"({N})-({ROOM}室)", rest):
        return Address(building=_numbered(room[1], "号"), door=door(room[2]))
    return None


def _with_units(rest: str) -> Address | None:
    found = UNITS.fullmatch(rest)
    if found is None:
        return None
    within = _numbered(found["within"], "支弄")
    address = Address(
        lane=_numbered(found["lane"], "弄") + within,
        building=_block(found["block"])
        + _numbered(found["house"], "号")
        + _numbered(found["unit"], "单元"),
        remark=found["estate"] or "",
    )
    behind = found["behind"]
    if address.building:
        return replace(address, door=door(behind))
    if not address.lane:
        return None
    if short := SHORT.fullmatch(behind):
        building = _numbered(short["house"], "号") + _numbered(short["unit"], "单元")
        opened = door(short["door"] or "")
        return replace(address, building=building, door=opened, guessed=bool(short["unit"]))
    if storey := STOREY.fullmatch(behind):
        building = _numbered(storey["floor"], "号楼")
        return replace(address, building=building, door=door(storey["rest"]), guessed=True)
    return replace(address, door=door(behind))


def door(words: str) -> str:
    """A door in one spelling: 602室 for 602, -602室, 602房 and 6楼602室."""
    bare = even(words).lstrip("-/,、")
    if storey := STOREY.fullmatch(bare):
        behind = door(storey["rest"])
        inside = re.match(rf"{storey['floor']}\d\d", behind)
        return behind if inside else f"{storey['floor']}楼{behind}"
    room = re.fullmatch(rf"({ROOM})(?:号室|室|号房|房间|房|号)?", bare)
    return f"{room[1]}室" if room else bare


def _block(number: str | None) -> str:
    """A block: 3号楼, whether it is called 3幢, 3栋 or 3座; letters are 座."""
    if number is None:
        return ""
    return f"{number}座" if number[0].isalpha() else _numbered(number, "号楼")


def _numbered(number: str | None, unit: str) -> str:
    """The number with its unit and without leading zeros; nothing where there is none."""
    return "" if number is None else f"{number.lstrip('0') or '0'}{unit}"
