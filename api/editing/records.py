"""What is asked of a version, and what comes of it before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.desk import Desk
from api.orders.records import Order, PlanningDay
from api.plans.origins import Origin
from api.plans.records import Version
from optimizer.edits import Editor
from optimizer.locks import Lock
from optimizer.plan import Plan
from optimizer.replan.changes import Changes
from optimizer.replan.disruptions import Disruption, Prices, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who changes a plan, and why: both personal data."""

    by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened on a day that is under way.

    ``at`` is the moment of planning again, in seconds after local midnight. The meeting point of
    a breakdown may be named by a visit or a canteen, too.
    """

    at: int
    disruptions: tuple[Disruption, ...] = ()
    prices: Prices = field(default_factory=Prices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The version that somebody wants to change, with all that is needed for it.

    ``fresh`` is its day as roster and order book have it now; None: it does not matter.
    """

    desk: Desk
    base: Version
    signed: Signed
    fresh: PlanningDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A changed plan that breaks no rule, and how it differs from version ``base``.

    Attributes
    ----------
    difference
        New cost minus old, by component, in seconds.
    retimed
        Rides take other times than when the base was made, so that more than was asked for
        differs.
    released
        Locks that nobody can keep any more, as their rider is gone.
    told
        What happened with less effect than was asked for.
    too_late
        Cancelled meals that are on their way already.
    """

    base: Version
    day: PlanningDay
    plan: Plan
    origin: Origin
    difference: Mapping[str, int]
    changes: Changes
    editor: Editor
    retimed: bool = False
    released: tuple[Lock, ...] = ()
    told: tuple[Told, ...] = ()
    too_late: tuple[Order, ...] = ()
