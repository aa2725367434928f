"""No resident is two people, order never matters, and only evidence beyond doubt counts alone."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.outreach.matching import CERTAIN, Evidence, Group, match, phones
from api.outreach.records import Decision
from tests.eligible import decided, person
from tests.rosters import resident

WANG = resident("E1", name="王秀英", phone="139 1111 0001", door="602室")


def only(*people, residents=(WANG,)):
    (found,) = match(people, residents)
    return found


@pytest.mark.parametrize(
    ("known", "evidence"),
    [
        ({"code": "E1"}, Evidence.CODE_NAME),
        ({"phone": "+86-13911110001", "address": ""}, Evidence.NAME_PHONE),
        ({"address": "花溪路100弄1号", "door": "602"}, Evidence.NAME_DOOR),
        ({"address": "花溪路100/1", "door": "6楼602室"}, Evidence.NAME_DOOR),
    ],
)
def test_the_same_name_with_code_phone_or_door_has_a_meal(known, evidence):
    assert evidence in CERTAIN
    found = only(person(name="王秀英", **known))
    assert (found.group, found.resident) == (Group.HAS_MEAL, "E1")


@pytest.mark.parametrize(
    ("known", "evidence"),
    [
        ({"name": "王秀英"}, Evidence.NAME_BUILDING),
        ({"name": "王秀英", "door": "601室"}, Evidence.NAME_BUILDING),
        ({"name": "王秀瑛", "phone": "13911110001", "address": ""}, Evidence.SIMILAR_PHONE),
        ({"name": "王*英", "door": "602室"}, Evidence.SIMILAR_DOOR),
        ({"name": "李建国", "code": "E1", "address": ""}, Evidence.CODE),
    ],
)
def test_less_is_to_be_confirmed(known, evidence):
    found = only(person(**known))
    assert (found.group, found.resident) == (Group.PROBABLE, None)
    (candidate,) = found.candidates
    assert (candidate.resident, candidate.evidence) == ("E1", (evidence,))


def test_husband_and_wife_are_two_people():
    found = only(person(name="李建国", phone="13911110001", door="602室"))
    assert (found.group, found.candidates, found.household) == (Group.NONE, (), ("E1",))


def test_namesake_elsewhere_takes_nobodys_meal():
    found = only(person(name="王秀英", address="枫桥路50弄3号", phone="13900000009"))
    assert (found.group, found.namesakes) == (Group.NONE, 1)


def test_two_people_for_one_resident_are_both_asked():
    twins = [person(n, name="王秀英", phone="13911110001") for n in (1, 2)]
    for found in match(twins, [WANG]):
        assert found.group is Group.PROBABLE
        assert [one.resident for one in found.candidates] == ["E1"]


def test_one_person_for_two_residents_is_asked():
    again = resident("E2", name="王秀英", phone="13911110001")
    found = only(person(name="王秀英", phone="13911110001"), residents=[WANG, again])
    assert [one.resident for one in found.candidates] == ["E1", "E2"]


def test_decision_that_it_is_the_same_takes_the_resident_from_all_others():
    same = decided(Decision.SAME, resident="E1")
    people = [person(1, same, name="李建国"), person(2, name="王秀英", phone="13911110001")]
    first, second = match(people, [WANG])
    assert (first.group, first.resident) == (Group.HAS_MEAL, "E1")
    assert (second.group, second.candidates) == (Group.NONE, ())


def test_decision_that_it_is_another_one_is_kept():
    different = decided(Decision.DIFFERENT, resident="E1")
    found = only(person(1, different, name="王秀英", door="602室"))
    assert (found.group, found.candidates) == (Group.NONE, ())


def test_enrolled_resident_who_left_the_roster_has_no_meal_any_more():
    enrolled = decided(Decision.ENROLLED, resident="N00001")
    assert only(person(1, enrolled), residents=[]).group is Group.NONE
    assert only(person(1, enrolled), residents=[resident("N00001")]).resident == "N00001"


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("021-62345678", {"62345678"}),
        ("86 21 6234 5678", {"62345678"}),
        ("13911110001/62345678转8", {"13911110001", "62345678"}),
        ("110", set()),
        ("", set()),
    ],
)
def test_phones(written, numbers):
    assert phones(written) == numbers


NAMES = st.sampled_from(["王芳", "王秀英", "王秀兰", "王*英", "李建国"])
NUMBERS = st.sampled_from(["", "13911110001", "021-62345678", "62345678"])
HOUSES = st.sampled_from(["花溪路100弄1号", "花溪路100/1", "花溪路100弄2号", ""])
DOORS = st.sampled_from(["", "602室", "602", "101室"])
KNOWN = {"name": NAMES, "phone": NUMBERS, "address": HOUSES, "door": DOORS}


@st.composite
def lists(draw):
    residents = [
        resident(f"E{k}", **{name: draw(values) for name, values in KNOWN.items()})
        for k in range(draw(st.integers(0, 4)))
    ]
    names = [r.id for r in residents] or ["E0"]
    people = []
    for number in range(draw(st.integers(0, 5))):
        kinds = draw(st.lists(st.sampled_from([Decision.SAME, Decision.DIFFERENT]), max_size=2))
        said = [decided(kind, resident=draw(st.sampled_from(names))) for kind in kinds]
        known = {name: draw(values) for name, values in KNOWN.items()}
        people.append(person(number, *said, code=draw(st.sampled_from(["P", *names])), **known))
    return people, residents


@given(lists())
def test_no_resident_is_two_people(both):
    people, residents = both
    found = match(people, residents)
    assert [one.person for one in found] == sorted(p.id for p in people)
    matched = Counter(one.resident for one in found if one.resident)
    assert not matched or max(matched.values()) == 1
    assert set(matched) <= {r.id for r in residents}
    for one in found:
        assert (one.group is Group.HAS_MEAL) == (one.resident is not None)
        assert not set(matched) & {candidate.resident for candidate in one.candidates}
        assert (one.group is Group.PROBABLE) == bool(one.candidates)


@given(lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_does_not_matter(both, shuffler: random.Random):
    people, residents = both
    expected = match(people, residents)
    shuffler.shuffle(people)
    shuffler.shuffle(residents)
    assert match(people, residents) == expected


@given(lists())
def test_denied_pairs_never_come_back(both):
    people, residents = both
    denied = {p.id: p.not_residents for p in people if p.latest is None}
    for one in match(people, residents):
        shown = {candidate.resident for candidate in one.candidates} | {one.resident}
        assert not shown & denied.get(one.person, frozenset())
