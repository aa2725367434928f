"""From changed plans and answered questions to what /v1 says about them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from zoneinfo import ZoneInfo

from api.editing.answers import (
    CollisionAnswer,
    FitAnswer,
    FitList,
    LaterAnswer,
    LockAnswer,
    LockList,
    OutcomeAnswer,
    RemedyAnswer,
    ToldAnswer,
    UnservedAnswer,
    Verdict,
    WhyAnswer,
)
from api.editing.asking import Why
from api.editing.counting import counted_from_one
from api.editing.records import Outcome
from api.plans import actions
from api.plans.records import Version
from api.schedules.build import reason_schedule
from api.schedules.moments import moment_of
from api.schedules.schemas import BothLanguages
from api.versions import build as versions
from optimizer.edits.fitting import edit_for
from optimizer.explain import (
    Collision,
    Fit,
    describe_collision,
    describe_lock,
    remedy_of_collision,
)
from optimizer.explain.remedies import Remedy, describe_remedy
from optimizer.problem import Problem
from optimizer.replan.disruptions import Told, describe
from optimizer.rules import Rule


def outcome_answer(outcome: Outcome, made: Version | None) -> OutcomeAnswer:
    """What came of a change; ``made`` None: nothing was stored."""
    problem = outcome.day.problem
    zone = ZoneInfo(problem.timezone)
    return OutcomeAnswer(
        version=None if made is None else versions.summary(made.heading, zone),
        verdict=Verdict(broken=[], checked=[str(rule) for rule in Rule]),
        cost=dict(outcome.plan.cost),
        cost_difference=dict(outcome.difference),
        changes=versions.changes(problem, outcome.changes),
        unserved=[
            UnservedAnswer(
                visit=entry.visit,
                tier=entry.tier,
                reasons=[reason_schedule(reason) for reason in entry.reasons],
            )
            for entry in outcome.plan.unserved
        ],
        released=[BothLanguages.of(describe_lock(lock)) for lock in outcome.released],
        told=list(map(_told, outcome.told)),
        too_late=list(dict.fromkeys(order.visit for order in outcome.too_late)),
        retimed=outcome.retimed,
    )


def lock_list(problem: Problem, found: Iterable[Collision]) -> LockList:
    """The locks of a problem, and those that cannot be kept."""
    return LockList(
        locks=[
            LockAnswer(number=number, text=BothLanguages.of(describe_lock(lock)))
            for number, lock in enumerate(problem.locks, start=1)
        ],
        collisions=[
            CollisionAnswer(
                lock=one.lock + 1,
                others=[row + 1 for row in one.others],
                code=str(one.rule),
                text=BothLanguages.of(describe_collision(problem, one)),
                remedy=BothLanguages.of(remedy_of_collision(one)),
            )
            for one in found
        ],
    )


def fit_list(version: Version, visit: str, found: Iterable[Fit]) -> FitList:
    """The places for a visit of a version."""
    return FitList(visit=visit, places=[_fit(version, visit, one) for one in found])


def why_answer(found: Why) -> WhyAnswer:
    """Why a visit is not served."""
    entry, remedies = found.entry, found.remedies
    return WhyAnswer(
        visit=entry.visit,
        tier=entry.tier,
        reasons=[reason_schedule(reason) for reason in entry.reasons],
        fits=remedies.fits,
        remedies=[] if remedies.fits else list(map(_remedy, remedies.found)),
        impossible=[str(kind) for kind in remedies.impossible],
        open=[str(kind) for kind in remedies.open],
    )


def _told(told: Told) -> ToldAnswer:
    text = BothLanguages.of(describe(told))
    return ToldAnswer(code=told.code, params=dict(told.params), text=text)


def _fit(version: Version, visit: str, one: Fit) -> FitAnswer:
    edit = actions.edited(edit_for(version.plan, visit, one)) if one.days else None
    return FitAnswer(
        rider=one.rider,
        trip=one.trip + 1,
        new_trip=one.new_trip,
        position=one.position + 1,
        canteen=one.canteen,
        start=moment_of(version.problem, one.start),
        cost=dict(one.cost),
        later=[LaterAnswer(visit=other.visit, seconds=other.seconds) for other in one.later],
        edit=edit and counted_from_one(edit),
    )


def _remedy(remedy: Remedy) -> RemedyAnswer:
    amounts = asdict(remedy)
    if "lock" in amounts:
        amounts["lock"] += 1
    return RemedyAnswer(
        kind=str(remedy.kind),
        amounts=amounts,
        text=BothLanguages.of(describe_remedy(remedy)),
    )
