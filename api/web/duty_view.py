"""The riders' page of one sitting: who is on duty, who is not and why, and the loans."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from api.orders.duty import Duty
from api.riders.duties import SittingDuties
from api.riders.plans import Outdated, unfit_words
from api.riders.records import Loan
from api.riders.states import AbsenceReason, LoanState
from api.riders.texts import hours_words, remark_words
from api.riders.texts import text as riders_text
from api.web.names import Names
from api.web.texts import text
from api.web.words import moment_words
from optimizer.texts import Text

KINDS = {
    "staff": "rider_is_staff",
    "platform": "rider_is_platform",
    "volunteer": "rider_is_volunteer",
}
REASONS = tuple((reason.value, riders_text(f"absence_{reason}")) for reason in AbsenceReason)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderLine:
    """A rider at the sitting; ``hours`` is empty off duty."""

    id: str
    name: str
    kind: Text
    home: str
    hours: str
    loads_at: str
    remarks: tuple[Text, ...]
    away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanLine:
    """A loan, with the riders whom the lender may name while it is open."""

    id: int
    borrower: str
    lender: str
    rider: str
    hours: str
    exclusive: bool
    state: str
    state_words: Text
    asked: str
    answered: str
    reason: str
    open: bool
    may_end: bool
    offered: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """All of the page. ``canteens`` and ``riders`` are pairs of id and name, for the forms."""

    on_duty: tuple[RiderLine, ...]
    off_duty: tuple[RiderLine, ...]
    outdated: tuple[Text, ...]
    loans: tuple[LoanLine, ...]
    canteens: tuple[tuple[str, str], ...]
    chosen: str
    riders: tuple[tuple[str, str], ...]

    @property
    def named(self) -> int:
        """How many people the page names."""
        signed = sum(bool(loan.asked) + bool(loan.answered) for loan in self.loans)
        return len(self.on_duty) + len(self.off_duty) + signed


def duty_view(
    known: SittingDuties,
    loans: Iterable[Loan],
    late: Iterable[Outdated],
    names: Names,
    chosen: str,
    zone: ZoneInfo,
) -> DutyView:
    """The page for all canteens, or for the one that is ``chosen``."""
    shown = [duty for duty in known.duties if _concerns(duty, chosen)]
    lines = [(duty, _rider(duty, names)) for duty in shown]
    return DutyView(
        on_duty=tuple(line for duty, line in lines if duty.today is not None),
        off_duty=tuple(line for duty, line in lines if duty.today is None),
        outdated=tuple(outdated_words(one, names.riders) for one in late),
        loans=tuple(
            _loan(loan, known.duties, names, zone)
            for loan in loans
            if chosen in {"", loan.request.borrower, loan.request.lender}
        ),
        canteens=tuple(sorted(names.canteens.items())),
        chosen=chosen,
        riders=tuple((duty.rider.id, names.rider(duty.rider.id)) for duty in shown),
    )


def _concerns(duty: Duty, canteen: str) -> bool:
    """Whether a rider belongs to the canteen, or loads there at this sitting."""
    today = duty.today or duty.rider
    return canteen in {"", duty.rider.canteen, today.canteen, *today.may_load_at}


def _rider(duty: Duty, names: Names) -> RiderLine:
    rider, today = duty.rider, duty.today
    places = dict.fromkeys((today.canteen, *today.may_load_at)) if today else {}
    return RiderLine(
        id=rider.id,
        name=names.rider(rider.id),
        kind=text(KINDS[rider.kind]),
        home=names.canteen(rider.canteen),
        hours=hours_words(today.shift) if today else "",
        loads_at="、".join(map(names.canteen, places)),
        remarks=tuple(remark_words(remark, names.canteens) for remark in duty.remarks),
        away=any(remark.code == "absent" for remark in duty.remarks),
    )


def outdated_words(one: Outdated, riders: Mapping[str, str]) -> Text:
    """Which plan does not fit any more, and who of ``riders`` cannot ride it."""
    key = "published_outdated" if one.planned.published else "draft_outdated"
    return text(key, number=one.planned.number, names=unfit_words(one.unfit, riders))


def _loan(loan: Loan, duties: Iterable[Duty], names: Names, zone: ZoneInfo) -> LoanLine:
    asked = loan.request
    named = loan.rider or asked.wanted
    return LoanLine(
        id=loan.id,
        borrower=names.canteen(asked.borrower),
        lender=names.canteen(asked.lender),
        rider=names.rider(named) if named else "",
        hours=hours_words(asked.hours) if asked.hours else "",
        exclusive=asked.exclusive,
        state=loan.state.value,
        state_words=riders_text(f"loan_{loan.state}"),
        asked=_signed(asked.by, loan.asked, zone),
        answered="；".join(_answers(loan, zone)),
        reason=loan.reason,
        open=loan.state is LoanState.REQUESTED,
        may_end=loan.state in {LoanState.REQUESTED, LoanState.AGREED},
        offered=tuple(_offered(loan, duties, names.riders)),
    )


def _offered(
    loan: Loan, duties: Iterable[Duty], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The lender's riders who are on duty; only the one wanted where one is."""
    asked = loan.request
    for duty in duties:
        rider = duty.rider
        mine = rider.canteen == asked.lender and asked.wanted in {None, rider.id}
        if mine and duty.today is not None:
            yield rider.id, names.get(rider.id, rider.id)


def _answers(loan: Loan, zone: ZoneInfo) -> Iterator[str]:
    if loan.answered is not None:
        yield _signed(loan.answered_by, loan.answered, zone)
    if loan.withdrawn is not None:
        yield _signed(loan.withdrawn_by, loan.withdrawn, zone)


def _signed(by: str, at: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{by} {moment_words(at, zone)}".strip()
