"""Whether a rider works at one sitting, from when to when, and why not.

What a rider offers (the usual shift, or other hours on the date) is only ever made shorter: by
a loan for certain hours, by the most minutes of a week or month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from api.orders.facts import DayFacts, Lent
from api.orders.parameters import Sitting
from api.roster.records import RiderRecord
from optimizer.notices import HOURS, LOANS, Notice
from optimizer.problem import Window

LEAST_SECONDS = 1_800
"""A shift that limits cut below half an hour is no shift: load, ride, climb and return."""

LEAD_SECONDS = 1_800
"""A shift that must be cut starts so long before the sitting, where it may."""


class Code(StrEnum):
    """What is to be said about a rider's sitting."""

    ABSENT = "absent"
    DAY_OFF = "day_off"
    OTHER_SITTING = "other_sitting"
    CANTEEN_CLOSED = "canteen_closed"
    USED_UP = "used_up"
    OTHER_HOURS = "other_hours"
    SHORTENED = "shortened"
    LENT = "lent"
    LENT_ONLY = "lent_only"
    LOAN_UNMET = "loan_unmet"


TOLD = {HOURS: {Code.USED_UP, Code.SHORTENED}, LOANS: {Code.LOAN_UNMET}}
"""What a plan says of riders, by the notice that says it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A code with the values of its text; windows are seconds after local midnight."""

    code: Code
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A rider at one sitting.

    ``rider`` is what the roster says, ``today`` the same with the sitting's shift and loading
    places; None: off duty, for the reason that comes last in ``remarks``.
    """

    rider: RiderRecord
    today: RiderRecord | None
    remarks: tuple[Remark, ...]


def duty(
    rider: RiderRecord,
    usual: bool,
    sitting: Sitting,
    facts: DayFacts,
    cooking: Mapping[str, int],
) -> Duty:
    """The duty of ``rider``.

    ``usual`` says whether the date is among the rider's weekdays; ``cooking`` are the canteens
    that are open, with their loading seconds.
    """
    remarks: list[Remark] = []

    def off(code: Code, **values: object) -> Duty:
        return Duty(rider=rider, today=None, remarks=(*remarks, Remark(code, values)))

    if rider.id in facts.absent:
        return off(Code.ABSENT, reason=facts.absent[rider.id])
    offered = facts.hours.get(rider.id) or rider.shift
    if not sitting.meets(offered):
        return off(Code.OTHER_SITTING, shift=offered)
    if not usual and rider.id not in facts.hours:
        return off(Code.DAY_OFF)
    if offered != rider.shift:
        remarks.append(Remark(Code.OTHER_HOURS, {"shift": offered}))
    today = replace(rider, shift=offered)
    if lent := facts.loans.get(rider.id):
        today = _lent(today, lent, remarks)
    places = (today.canteen, *today.may_load_at)
    if not any(place in cooking for place in places):
        return off(Code.CANTEEN_CLOSED, canteens=places)
    if (left := facts.minutes_left.get(rider.id)) is not None:
        least = max(LEAST_SECONDS, *(cooking.get(place, 0) for place in places))
        shift = _cut(today.shift, max(0, left) * 60, sitting)
        if shift != today.shift and shift[1] - shift[0] < least:
            return off(Code.USED_UP, minutes=max(0, left))
        if shift != today.shift:
            remarks.append(Remark(Code.SHORTENED, {"shift": shift, "minutes": left}))
            today = replace(today, shift=shift)
    return Duty(rider=rider, today=today, remarks=tuple(remarks))


def duty_notices(duties: Iterable[Duty]) -> Iterator[Notice]:
    """What a plan's reader must know of riders' hours and loans; ids only, no names."""
    duties = tuple(duties)
    for notice, codes in TOLD.items():
        concerned = [d.rider.id for d in duties if any(r.code in codes for r in d.remarks)]
        if concerned:
            yield Notice(code=notice, params={"riders": "、".join(concerned)})


def common(one: Window, other: Window) -> Window | None:
    """The hours in both windows, if there are enough of them to ride."""
    both = max(one[0], other[0]), min(one[1], other[1])
    return both if both[1] - both[0] >= LEAST_SECONDS else None


def _lent(rider: RiderRecord, lent: Lent, remarks: list[Remark]) -> RiderRecord:
    """The rider as the loan has it; hours that are not offered any more undo it, openly."""
    shift = common(rider.shift, lent.hours) if lent.hours else rider.shift
    if shift is None:
        remarks.append(Remark(Code.LOAN_UNMET, {"canteen": lent.canteen, "shift": lent.hours}))
        return rider
    code = Code.LENT_ONLY if lent.exclusive else Code.LENT
    remarks.append(Remark(code, {"canteen": lent.canteen, "shift": shift}))
    if lent.exclusive:
        return replace(rider, canteen=lent.canteen, may_load_at=(), shift=shift)
    places = tuple(dict.fromkeys((*rider.may_load_at, lent.canteen)))
    return replace(rider, may_load_at=places, shift=shift)


def _cut(shift: Window, seconds: int, sitting: Sitting) -> Window:
    """At most ``seconds`` of ``shift``, around the sitting rather than before it."""
    opens, closes = shift
    if closes - opens <= seconds:
        return shift
    begins = max(opens, min(sitting.window[0] - LEAD_SECONDS, closes - seconds))
    return begins, begins + seconds
