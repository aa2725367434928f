"""Weights of the objective in problem.json; what is left out keeps the library's default."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from api.files.entry import Counts, Entry, Listed, Whole, WholeKey
from optimizer import policy

_DEFAULT = policy.Policy()
_CALM = policy.Emergency()


class EmergencyEntry(Entry):
    """By how many seconds windows (at both ends) and on-board limits may be widened."""

    record_type: ClassVar[type[Any]] = policy.Emergency
    window_seconds: Whole = _CALM.window_seconds
    onboard_seconds: Whole = _CALM.onboard_seconds


class PolicyEntry(Entry):
    """Seconds of cost: per 100 seconds (percent) or per occurrence."""

    record_type: ClassVar[type[Any]] = policy.Policy
    unserved_by_tier: Annotated[dict[WholeKey, Whole], Listed] = Field(
        default_factory=lambda: dict(_DEFAULT.unserved_by_tier)
    )
    """Per meal not served, by tier; 1 is the most vulnerable."""
    missed_percent: Whole = _DEFAULT.missed_percent
    """Added to the weight of an unserved meal per recent miss."""
    early_percent: Whole = _DEFAULT.early_percent
    """Start of service before the preferred window."""
    late_percent: Whole = _DEFAULT.late_percent
    """Start of service after the preferred window."""
    rider_seconds: Whole = _DEFAULT.rider_seconds
    """Per rider used."""
    paid_percent: Counts = Field(default_factory=lambda: dict(_DEFAULT.paid_percent))
    """Paid time, by kind of rider."""
    unfamiliar_seconds: Whole = _DEFAULT.unfamiliar_seconds
    """Per stop, times the familiarity lost against the rider who knows the visit best."""
    change_seconds: Whole = _DEFAULT.change_seconds
    """Per visit that another rider carries than in the previous plan."""
    changed_rider_seconds: Whole = _DEFAULT.changed_rider_seconds
    """Per rider whose round is not the one of the previous plan."""
    changed_order_seconds: Whole = _DEFAULT.changed_order_seconds
    """Per visit that the same rider as before reaches from elsewhere."""
    longest_percent: Whole = _DEFAULT.longest_percent
    """The longest paid day."""
    onboard_percent: Whole = _DEFAULT.onboard_percent
    """Time on board, summed over stops."""
    slack_seconds: Whole = _DEFAULT.slack_seconds
    """A start closer than this to the window's end has too little slack."""
    slack_percent: Whole = _DEFAULT.slack_percent
    """Missing slack."""
    emergency: EmergencyEntry | None = None
    """Widening in an emergency; null: none."""
