"""What riders worked, what it costs, and what volunteers have in the time bank (时间银行).

A pure function of the published plans' rider days and the corrections made by hand. Each sitting
counts whole minutes and whole fen, so the figures of any division of a period add up.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.riders.records import VOLUNTEER, Correction, Worked
from api.roster.records import RiderRecord
from api.settings import HourlyCost


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderHours:
    """A rider's period.

    Attributes
    ----------
    days
        Dates with at least one trip.
    fen
        Cost in 1/100 yuan.
    bank
        Minutes that the period brought into the time bank, None for whoever has none.
    balance
        All minutes in the time bank at the end of the period.
    """

    rider: str
    kind: str
    days: int
    trips: int
    stops: int
    minutes: int
    fen: int
    bank: int | None
    balance: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From ``first`` to ``last``, both included; dates before ``today`` are past."""

    first: datetime.date
    last: datetime.date
    today: datetime.date

    def __contains__(self, date: datetime.date) -> bool:
        return self.first <= date <= self.last


def hours(
    riders: Iterable[RiderRecord],
    worked: Iterable[Worked],
    corrections: Iterable[Correction],
    period: Period,
    rates: HourlyCost,
) -> tuple[RiderHours, ...]:
    """A line for every rider, in order of id.

    ``corrections`` and what volunteers ``worked`` reach back to the beginning, for the balance.
    Whoever rode as a volunteer on a date gains its minutes when the date is past, whatever kind
    they are now.
    """
    known = {rider.id: rider for rider in riders}
    sittings: dict[str, list[Worked]] = {rider: [] for rider in known}
    for one in worked:
        sittings.setdefault(one.rider, []).append(one)
    by_hand: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_hand.setdefault(correction.rider, []).append(correction)
    return tuple(
        _line(rider, known, sittings[rider], by_hand.get(rider, []), period, rates)
        for rider in sorted(sittings)
    )


def _line(
    rider: str,
    known: Mapping[str, RiderRecord],
    sittings: list[Worked],
    by_hand: list[Correction],
    period: Period,
    rates: HourlyCost,
) -> RiderHours:
    within = [one for one in sittings if one.date in period]
    record = known.get(rider)
    kind = record.kind if record else sittings[-1].kind
    gains = [
        *((one.date, one.minutes) for one in sittings if _banked(one, period.today)),
        *((one.date, one.minutes) for one in by_hand),
    ]
    has_bank = kind == VOLUNTEER or bool(gains)
    bank = sum(minutes for date, minutes in gains if date in period)
    balance = sum(minutes for date, minutes in gains if date <= period.last)
    return RiderHours(
        rider=rider,
        kind=kind,
        days=len({one.date for one in within}),
        trips=sum(one.trips for one in within),
        stops=sum(one.stops for one in within),
        minutes=sum(one.minutes for one in within),
        fen=sum(cost(one, record, rates) for one in within),
        bank=bank if has_bank else None,
        balance=balance if has_bank else None,
    )


def cost(one: Worked, record: RiderRecord | None, rates: HourlyCost) -> int:
    """Fen of one sitting: its minutes at the rider's own rate, or at that of the kind.

    An own rate says nothing about sittings ridden as another kind, such as a volunteer's.
    """
    own = record.hourly_fen if record is not None and record.kind == one.kind else None
    hourly = rates.fen(one.kind) if own is None else own
    return (one.minutes * hourly + 30) // 60


def _banked(one: Worked, today: datetime.date) -> bool:
    return one.kind == VOLUNTEER and one.date < today
