"""Nobody without a delivery is overlooked, and every case says why and what can be done."""

from dataclasses import replace

import pytest

from api.plans.records import HandOver, HandOverKind
from api.web.unserved import OFFERED, unserved_views
from optimizer.plan import Reason, Unserved
from optimizer.rules import EXPLANATIONS, Rule


def one(problem, plan, names, *hand_overs):
    (view,) = unserved_views(problem, plan, hand_overs, names)
    return view


def test_case_says_who_what_and_why(problem, plan, names):
    view = one(problem, plan, names)
    assert (view.address, view.meals, view.window) == ("花溪路100弄4号", "1 清真餐", "10:00–12:00")
    assert view.tier_words.zh == "一级·最需要照顾"
    assert view.missed is not None
    assert "2 次" in view.missed.zh
    (reason,) = view.reasons
    assert reason.why.zh == "2 名骑手能装车的食堂不做所需的餐别"
    assert reason.remedy == EXPLANATIONS[Rule.DIET].remedy


def test_reasons_call_people_by_name(problem, plan, names):
    found = Reason(code="SEARCH", params={"rider": "R1", "riders": 1})
    left = replace(plan.unserved[0], reasons=(found,))
    (reason,) = one(problem, replace(plan, unserved=(left,)), names).reasons
    assert "骑手一" in reason.why.zh


@pytest.mark.parametrize(
    ("code", "why"), [("BOXES", EXPLANATIONS[Rule.BOXES].meaning.zh), ("THEIR_OWN", "THEIR_OWN")]
)
def test_reasons_of_other_programs_are_shown_as_well_as_can_be(problem, plan, names, code, why):
    left = replace(plan.unserved[0], reasons=(Reason(code=code),))
    (reason,) = one(problem, replace(plan, unserved=(left,)), names).reasons
    assert reason.why.zh == why
    assert reason.remedy.zh


def test_hand_over_is_shown(problem, plan, names):
    agreed = HandOver(visit="V4", kind=HandOverKind.NEIGHBOUR, who="邻居甲", at=41_400)
    shown = one(problem, plan, names, agreed).hand_over
    assert shown is not None
    assert (shown.kind.zh, shown.who, shown.at) == ("邻居代取", "邻居甲", "11:30")


def test_who_is_not_taken_care_of_comes_first_then_the_most_vulnerable(problem, plan, names):
    left = tuple(
        Unserved(visit=visit, tier=tier, reasons=())
        for visit, tier in (("V1", 1), ("V2", 3), ("V3", 1), ("V4", 2))
    )
    settled = HandOver(visit="V1", kind=HandOverKind.ACKNOWLEDGED)
    views = unserved_views(problem, replace(plan, unserved=left), [settled], names)
    assert [view.visit for view in views] == ["V3", "V4", "V2", "V1"]


def test_every_kind_is_offered_but_the_acknowledgement_with_its_own_button():
    assert {*OFFERED, HandOverKind.ACKNOWLEDGED} == set(HandOverKind)
