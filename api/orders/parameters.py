"""What turns a roster into a problem besides the roster itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from api.orders.service import ServiceTimes
from optimizer.policy import FOOD_SAFETY_SECONDS, Policy
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

    def meets(self, hours: Window) -> bool:
        """Whether somebody there at ``hours`` can serve any of it."""
        return hours[0] < self.window[1] and self.window[0] < hours[1]


LUNCH = Sitting()
SUPPER = Sitting(
    name="supper",
    window=(58_500, 65_700),  # 16:15-18:15
    preferred=(59_400, 64_800),  # 16:30-18:00
)

SITTINGS = {sitting.name: sitting for sitting in (LUNCH, SUPPER)}
"""By name, in the order of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointTimes:
    """The two levels around a meal point, in seconds.

    Cooked food keeps for two hours, counted from the start of loading at the kitchen. They are
    divided by the clock, so that each level can be planned alone: ``onboard`` on the way to the
    point, ``early`` there until the volunteers meet (unloading included), and what is left
    (`after`) from then until the last door. Of this ``walk_onboard`` may be spent in a
    volunteer's bag; the rest is the longest wait of a second trip.

    Attributes
    ----------
    loading
        A volunteer's bag at the point.
    unload, unload_meal
        Bringing the boxes in: once, and per box.
    between
        From one entrance to the next on foot.
    reach
        Metres, as the crow flies, to the farthest entrance that a volunteer walks to.
    fill_percent
        How much of the volunteers' time and bags is planned for.
    """

    onboard: int = 2_400
    early: int = 1_200
    walk_onboard: int = 2_400
    loading: int = 120
    unload: int = 120
    unload_meal: int = 3
    between: int = 60
    reach: int = 500
    fill_percent: int = 75

    @property
    def after(self) -> int:
        """From the volunteers' meeting until the last meal from the point is handed over."""
        return FOOD_SAFETY_SECONDS - self.onboard - self.early


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How visits are timed, and how the plan will be judged."""

    service: ServiceTimes = field(default_factory=ServiceTimes)
    points: PointTimes = field(default_factory=PointTimes)
    policy: Policy = field(default_factory=Policy)
    timezone: str = "Asia/Shanghai"
