"""Who gets no delivery, why, and what happens instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.plans.records import HandOver, HandOverKind
from api.texts import clock
from api.web.names import Names
from api.web.texts import text
from api.web.words import meals_words, tier_words
from optimizer.explain import describe, remedy_of
from optimizer.plan import Plan, Reason, Unserved
from optimizer.problem import Problem
from optimizer.texts import Text

OFFERED = tuple(kind for kind in HandOverKind if kind is not HandOverKind.ACKNOWLEDGED)
"""The hand-overs that name somebody; an acknowledgement has its own button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """A reason, and what a person can do about it."""

    why: Text
    remedy: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverView:
    """What was agreed instead of a delivery."""

    kind: Text
    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnservedView:
    """A visit without delivery; ``hand_over`` None: nobody has taken care yet."""

    visit: str
    address: str
    meals: str
    boxes: int
    window: str
    tier: int
    tier_words: Text
    missed: Text | None
    reasons: tuple[ReasonView, ...]
    hand_over: HandOverView | None


def unserved_views(
    problem: Problem, plan: Plan, hand_overs: Sequence[HandOver], names: Names
) -> tuple[UnservedView, ...]:
    """All unserved visits: those that nobody cares for yet first, then by tier and address."""
    agreed = {hand_over.visit: hand_over for hand_over in hand_overs}
    views = (_view(problem, left, agreed.get(left.visit), names) for left in plan.unserved)
    return tuple(sorted(views, key=lambda v: (v.hand_over is not None, v.tier, v.address, v.visit)))


def _view(
    problem: Problem, left: Unserved, hand_over: HandOver | None, names: Names
) -> UnservedView:
    visit = problem.visit[left.visit]
    missed = visit.missed_recently
    return UnservedView(
        visit=left.visit,
        address=names.address(left.visit),
        meals=meals_words(visit.meals),
        boxes=visit.eaten,
        window=f"{clock(visit.window[0])}–{clock(visit.window[1])}",
        tier=left.tier,
        tier_words=tier_words(left.tier),
        missed=text("missed", times=missed) if missed else None,
        reasons=tuple(_reason(_named(reason, names)) for reason in left.reasons),
        hand_over=_hand_over(hand_over) if hand_over else None,
    )


def _named(reason: Reason, names: Names) -> Reason:
    """The reason with names in place of ids."""
    called = {"rider": names.rider, "canteen": names.canteen}
    params = {
        key: called[key](str(value)) if key in called else value
        for key, value in reason.params.items()
    }
    return Reason(code=reason.code, params=params)


def _reason(reason: Reason) -> ReasonView:
    return ReasonView(why=describe(reason), remedy=remedy_of(reason))


def _hand_over(hand_over: HandOver) -> HandOverView:
    return HandOverView(
        kind=text(f"hand_over_{hand_over.kind}"),
        who=hand_over.who,
        at="" if hand_over.at is None else clock(hand_over.at),
    )
