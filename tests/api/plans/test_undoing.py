"""A version knows how it came about; undo and redo add versions, and nobody's work is lost."""

from dataclasses import replace

import pytest

from api.errors import Conflict, NotFound, Unusable
from api.orders.records import PlanningDay
from api.plans import service
from api.plans.actions import edited
from api.plans.origins import Action, Origin
from api.plans.records import HandOver, HandOverKind, Status
from api.riders import repository as riders
from optimizer.edits.kinds import Remove
from tests.days import acknowledged, migrated, nobody_served, small_day, small_plan

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def session(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        yield session


@pytest.fixture(scope="module")
def day():
    return small_day()


@pytest.fixture(scope="module")
def plan(day):
    return small_plan(day)


@pytest.fixture(scope="module")
def nobody(day, plan):
    """Every visit unserved, so that each has something to agree on."""
    return nobody_served(day, plan)


def edit(session, day, plan, parent, **said):
    served = sorted(plan.served()) or ["none"]
    origin = Origin(
        action=Action.EDIT,
        parent=parent.id,
        details=edited(Remove(visit=served[0])),
        **{"by": "张三", "why": "电梯坏了"} | said,
    )
    return service.store(session, day, plan, origin=origin)


def agree(session, version, *visits, who="志愿者戊"):
    for visit in visits:
        agreed = HandOver(visit=visit, kind=HandOverKind.VOLUNTEER, who=who, at=41_400)
        service.hand_over(session, version.id, agreed)


def agreed(version):
    return {one.visit: one.who for one in version.hand_overs}


def test_a_plan_is_made_from_no_version(session, day, plan):
    first = service.store(session, day, plan, origin=Origin(day_speed=0.8))
    assert first.origin == Origin(day_speed=0.8)
    assert service.version(session, first.id) == first


def test_an_edit_says_what_was_done_by_whom_and_why(session, day, plan, nobody):
    first = service.store(session, day, plan)
    second = edit(session, day, nobody, first)
    assert (second.number, second.origin.parent) == (2, first.id)
    assert second.origin.details["kind"] == "remove"
    assert (second.origin.by, second.origin.why) == ("张三", "电梯坏了")


def test_who_and_why_are_not_in_the_file(tmp_path, system, day, plan):
    with migrated(tmp_path) as database, database.session() as session:
        edit(session, day, plan, service.store(session, day, plan))
    assert not [word for word in ("张三", "电梯坏了") if word.encode() in system.content(tmp_path)]


@pytest.mark.parametrize("said", [{"by": " "}, {"why": ""}])
def test_an_edit_needs_who_and_why(session, day, plan, said):
    first = service.store(session, day, plan)
    with pytest.raises(Unusable, match="edit"):
        edit(session, day, plan, first, **said)
    assert service.latest(session, day.problem.date, "lunch") == first


def test_only_the_newest_version_is_edited(session, day, plan, nobody):
    first = service.store(session, day, plan)
    edit(session, day, nobody, first)
    with pytest.raises(Conflict) as caught:
        edit(session, day, plan, first)
    assert (caught.value.code, caught.value.values["newest"]) == ("NOT_NEWEST", 2)
    for change in (service.undo, service.redo):
        with pytest.raises(Conflict, match="第 2 版"):
            change(session, first.id, by="张三")


def test_a_version_of_another_sitting_is_no_parent(session, day, plan):
    first = service.store(session, day, plan)
    supper = PlanningDay(problem=replace(day.problem, sitting="supper"), orders=day.orders)
    with pytest.raises(NotFound, match=str(first.id)):
        edit(session, supper, plan, first)


def test_undo_and_redo_bring_contents_back_as_new_versions(session, day, plan, nobody):
    first = service.store(session, day, plan, origin=Origin(day_speed=0.8))
    second = edit(session, day, nobody, first)
    undone = service.undo(session, second.id, by="李四")
    redone = service.redo(session, undone.id, by="李四")
    again = service.undo(session, redone.id, by="李四", why="还是原来的好")
    assert [v.number for v in (undone, redone, again)] == [3, 4, 5]
    assert [v.plan for v in (undone, redone, again)] == [first.plan, second.plan, first.plan]
    assert (undone.problem, undone.orders) == (first.problem, first.orders)
    assert undone.origin == Origin(action=Action.UNDO, parent=first.id, by="李四", day_speed=0.8)
    assert redone.origin.parent == second.id
    assert {v.status for v in (undone, redone, again)} == {Status.DRAFT}
    assert riders.ridden(session, undone.id) == riders.ridden(session, first.id) != ()


def test_undo_goes_no_further_than_the_plan_from_the_roster(session, day, plan, nobody):
    first = service.store(session, day, plan)
    with pytest.raises(Conflict) as caught:
        service.undo(session, first.id, by="张三")
    assert caught.value.code == "NOTHING_TO_UNDO"
    undone = service.undo(session, edit(session, day, nobody, first).id, by="张三")
    with pytest.raises(Conflict, match="nothing to undo"):
        service.undo(session, undone.id, by="张三")


def test_redo_needs_an_undo_and_nothing_made_since(session, day, plan, nobody):
    first = service.store(session, day, plan)
    with pytest.raises(Conflict) as caught:
        service.redo(session, first.id, by="张三")
    assert caught.value.code == "NOTHING_TO_REDO"
    undone = service.undo(session, edit(session, day, nobody, first).id, by="张三")
    other = edit(session, day, plan, undone)
    with pytest.raises(Conflict, match="第 4 版"):
        service.redo(session, other.id, by="张三")


def test_undo_needs_a_name(session, day, plan, nobody):
    second = edit(session, day, nobody, service.store(session, day, plan))
    with pytest.raises(Unusable, match="undo"):
        service.undo(session, second.id, by="")


def test_agreements_hold_on_for_whoever_is_unserved_still(session, day, plan, nobody):
    first = service.store(session, day, nobody)
    (left,) = [entry.visit for entry in plan.unserved]
    served = min(plan.served())
    agree(session, first, left, served)
    second = edit(session, day, plan, first)
    assert agreed(second) == {left: "志愿者戊"}
    agree(session, second, left, who="志愿者己")
    undone = service.undo(session, second.id, by="张三")
    assert agreed(undone) == {left: "志愿者己", served: "志愿者戊"}, "the latest word counts"


def test_what_was_published_as_served_is_agreed_on_anew_after_an_undo(session, day, plan, nobody):
    """The volunteer may have been told that nothing is to be done."""
    first = service.store(session, day, nobody)
    served = min(plan.served())
    agree(session, first, served)
    second = edit(session, day, plan, first)
    service.publish(session, second.id, acknowledged(plan))
    undone = service.undo(session, second.id, by="张三")
    assert served not in agreed(undone)


def test_a_new_plan_from_the_roster_takes_over_no_agreement(session, day, nobody):
    first = service.store(session, day, nobody)
    agree(session, first, nobody.unserved[0].visit)
    assert service.store(session, day, nobody).hand_overs == ()
