"""The weights of the objective and the emergency policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FOOD_SAFETY_SECONDS = 7_200
"""Cooked food below 60 °C must be eaten within two hours: no policy goes beyond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """By how many seconds windows (at both ends) and on-board limits may be widened."""

    window_seconds: int = 0
    onboard_seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Weights of the cost components, in seconds of cost.

    ``*_percent`` is the cost of 100 seconds of the quantity; the other weights are seconds of
    cost per occurrence. An unserved meal outweighs any rider's whole day, so it dominates.

    Attributes
    ----------
    unserved_by_tier
        Per meal not served, by tier; 1 is the most vulnerable.
    missed_percent
        Added to the weight of an unserved meal per recent miss, so that shortage rotates.
    early_percent, late_percent
        Start of service before or after the preferred window.
    rider_seconds
        Per rider used.
    paid_percent
        Paid time from start to end of the day, by kind of rider.
    unfamiliar_seconds
        Per stop, times the familiarity lost against the rider who knows the visit best.
    change_seconds
        Per visit that another rider carries than in the previous plan.
    changed_rider_seconds
        Per rider whose round is not the one of the previous plan: other visits, or one reached
        from another visit or canteen than before. Trips that have begun are left out.
    changed_order_seconds
        Per visit that the same rider as before reaches from another visit or canteen.
    longest_percent
        The longest paid day.
    onboard_percent
        Time on board, summed over stops.
    slack_seconds, slack_percent
        Starts closer than ``slack_seconds`` to the window's end, per second of missing slack.
    emergency
        Widening in an emergency; None: no stop may use any.
    """

    unserved_by_tier: Mapping[int, int] = field(
        default_factory=lambda: {1: 2_000_000, 2: 500_000, 3: 100_000}
    )
    missed_percent: int = 50
    early_percent: int = 20
    late_percent: int = 50
    rider_seconds: int = 7_200
    paid_percent: Mapping[str, int] = field(
        default_factory=lambda: {"staff": 100, "platform": 130, "volunteer": 40}
    )
    unfamiliar_seconds: int = 60
    change_seconds: int = 300
    changed_rider_seconds: int = 0
    changed_order_seconds: int = 0
    longest_percent: int = 50
    onboard_percent: int = 5
    slack_seconds: int = 300
    slack_percent: int = 50
    emergency: Emergency | None = None
