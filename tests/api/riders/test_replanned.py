"""Who fell out during a day is away for later planning, once the new plan is published."""

from dataclasses import replace

import pytest

from api.errors import Conflict
from api.orders.records import PlanningDay
from api.plans import service as plans
from api.plans.actions import replanned
from api.plans.origins import Action, Origin
from api.riders import duties, repository
from api.riders.plans import outdated
from api.riders.states import AbsenceReason
from optimizer.planning import solve
from optimizer.replan.disruptions import Breakdown, Prices, RiderAbsent
from optimizer.stop import Stop
from tests import riding
from tests.rosters import MONDAY

pytestmark = pytest.mark.usefixtures("system")

NINE_FORTY = 34_800


def again(session, version, *happened, frozen=()):
    """Planned again without those who fell out; of ``frozen`` riders the trips are facts."""
    out = {disruption.rider for disruption in happened}
    problem = riding.day(session, MONDAY).problem  # with whole matrices
    driven = {day.rider: day.trips for day in version.plan.riders if day.rider in frozen}
    riders = [
        replace(rider, frozen=driven.get(rider.id, ()), max_trips=len(driven.get(rider.id, "12")))
        for rider in version.problem.riders
        if rider.id not in out or rider.id in driven
    ]
    problem = replace(problem, riders=tuple(riders))
    day = PlanningDay(problem=problem, orders=version.orders)
    origin = Origin(
        action=Action.REPLAN,
        parent=version.id,
        details=replanned(NINE_FORTY, happened, Prices()),
        by="张三",
        why="骑手来不了",
    )
    return plans.store(session, day, solve(problem, "nearest", Stop()), origin=origin)


def away(session):
    return {a.rider: (a.reason, a.sitting) for a in repository.absences(session, MONDAY)}


def rides(version):
    return [day.rider for day in version.plan.riders if day.trips]


def told(session):
    return outdated(session, duties.of_sitting(session, MONDAY, "lunch"))


def test_publishing_records_who_fell_out_and_why(session):
    first = riding.publish(session, riding.draft(session, MONDAY))
    second = again(session, first, RiderAbsent(rider="R1"), Breakdown(rider="R2"))
    assert away(session) == {}, "a draft is no fact"
    riding.publish(session, second)
    assert away(session) == {
        "R1": (AbsenceReason.UNABLE, "lunch"),
        "R2": (AbsenceReason.VEHICLE, "lunch"),
    }
    fresh = riding.day(session, MONDAY).problem
    assert not {"R1", "R2"} & set(fresh.rider)


def test_who_is_known_to_be_away_needs_no_second_note(session):
    first = riding.publish(session, riding.draft(session, MONDAY))
    second = riding.publish(session, again(session, first, RiderAbsent(rider="R1")))
    riding.publish(session, again(session, second, RiderAbsent(rider="R1")))
    assert len(repository.absences(session, MONDAY)) == 1


def test_what_was_undone_is_no_fact(session):
    first = riding.publish(session, riding.draft(session, MONDAY))
    second = again(session, first, RiderAbsent(rider="R1"))
    undone = plans.undo(session, second.id, by="张三")
    riding.publish(session, undone)
    assert away(session) == {}
    redone = plans.redo(session, undone.id, by="张三")
    riding.publish(session, redone)
    assert set(away(session)) == {"R1"}


def test_trips_that_had_begun_stand_in_later_plans(session):
    """The rider is away from now on; what was driven before is no reason to refuse a plan."""
    first = riding.publish(session, riding.draft(session, MONDAY))
    (rider, *_) = rides(first)
    second = again(session, first, Breakdown(rider=rider), frozen={rider})
    riding.publish(session, second)
    assert told(session) == ()
    assert rider in rides(second)
    third = riding.publish(session, again(session, second, frozen={rider}))
    assert rider in rides(third)


def test_trips_still_to_come_of_a_rider_who_is_away_are_refused(session):
    first = riding.publish(session, riding.draft(session, MONDAY))
    (rider, *_) = rides(first)
    second = riding.publish(session, again(session, first, RiderAbsent(rider=rider)))
    undone = plans.undo(session, second.id, by="张三")
    with pytest.raises(Conflict, match=rider):
        riding.publish(session, undone)
