"""What an import makes of a resident's address, door and road."""

from __future__ import annotations

from collections.abc import Iterator

from api.roster.addresses.parse import door as spelt
from api.roster.addresses.parse import parse
from api.roster.addresses.parts import Address
from api.roster.addresses.spelling import even, half
from api.roster.derivations import Derivation, Derived
from api.roster.rules import Remark, rejected, warned

Remarks = tuple[tuple[str, ...], Remark]


def _derive(typed: str, door: str, road: str) -> Derived:
    """The canonical address; a door that is found in it fills an empty one."""
    found = parse(typed)
    if found is None:
        unclear = (("address",), warned("address_unclear"))
        return Derived(values={"address": half(typed)}, remarks=(unclear,))
    own = even(road)
    named = found.road or own
    values = {"address": f"{named}{found.lane}{found.building}", "door": door or found.door}
    return Derived(values=values, remarks=tuple(_remarks(found, door, own)))


def _remarks(found: Address, door: str, road: str) -> Iterator[Remarks]:
    if not found.road and not road:
        yield ("address",), rejected("no_road")
    if found.road and road and found.road != road:
        yield ("road", "address"), warned("road_differs", road=found.road)
    if not found.building:
        yield ("address",), warned("no_building")
    if found.guessed:
        yield ("address",), warned("address_guessed", read=f"{found.lane}{found.building}")
    if found.remark:
        yield ("address",), warned("address_remark", remark=found.remark)
    if door and found.door and spelt(door) != found.door:
        yield ("address", "door"), warned("door_differs")


RESIDENT_ADDRESS = Derivation(needs=("address", "door", "road"), derive=_derive)
"""Runs before the rules, so that a door found in the address counts as given."""
