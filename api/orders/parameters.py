"""What turns a roster into a problem besides the roster itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from api.orders.service import ServiceTimes
from optimizer.policy import Policy
from optimizer.problem import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meal of the day and when it must and should arrive.

    A resident's own window replaces ``window``. The on-board limit counts from the start of
    loading: five minutes of it and an hour on the road.
    """

    name: str = "lunch"
    window: Window = (36_900, 44_100)  # 10:15-12:15
    preferred: Window = (37_800, 43_200)  # 10:30-12:00
    max_onboard_seconds: int = 3_900


LUNCH = Sitting()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How visits are timed, and how the plan will be judged."""

    service: ServiceTimes = field(default_factory=ServiceTimes)
    policy: Policy = field(default_factory=Policy)
    timezone: str = "Asia/Shanghai"
