"""The list of changes names everybody who differs, each once, with what explains it."""

import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.order_book.comparison import JOINED, LEFT, Detail, Group, Had, compare, groups
from api.order_book.moving import Moving
from api.order_book.wording import why
from api.orders.parameters import LUNCH
from api.orders.standing import Cause, Standing
from api.orders.visits import entrance_of
from tests.rosters import MONDAY, canteen, resident, roster

DAY = datetime.timedelta(days=1)
EATING = (Cause.RECURRING, Cause.ONE_OFF)
FASTING = tuple(set(Cause) - set(EATING))


def standing(name="E1", cause=Cause.RECURRING, meals=1, diet="regular", until=None):
    eats = {diet: meals} if cause in EATING else {}
    return Standing(
        resident=resident(name), cause=cause, due=meals, added=0, meals=eats, held_to=until
    )


def stay(who, visits):
    return ()


def one(then, now, had=None, seen=("E1",), moved=stay):
    before = {} if had is None else {"E1": had}
    found = compare(before, {"E1": then} if then else {}, {"E1": now} if now else {}, moved, seen)
    assert len(found) <= 1
    return found[0] if found else None


ATE = Had(meals={"regular": 1})
EATS = standing()


@pytest.mark.parametrize(
    ("then", "now", "had", "seen", "group", "words"),
    [
        (EATS, EATS, None, (), Group.NEW, "第一次送餐"),
        (standing(cause=Cause.OTHER_DAY), EATS, None, (), Group.NEW, "第一次送餐"),
        (standing(cause=Cause.OTHER_DAY), EATS, None, ("E1",), Group.AGAIN, "上次：不是订餐日"),
        (standing(cause=Cause.OTHER_DAY), EATS, None, None, Group.AGAIN, "上次：不是订餐日"),
        (EATS, EATS, None, None, Group.NEW, "第一次送餐"),
        (EATS, EATS, None, ("E1",), Group.BACK, "重新有餐"),
        (standing(cause=Cause.ON_HOLD), EATS, None, ("E1",), Group.BACK, "上次：暂停"),
        (standing(cause=Cause.CANCELLED), EATS, None, ("E1",), Group.BACK, "上次：取消一餐"),
        (
            standing(cause=Cause.OTHER_DAY),
            standing(cause=Cause.ONE_OFF),
            None,
            (),
            Group.EXTRA,
            "临时加餐",
        ),
        (
            EATS,
            standing(cause=Cause.ON_HOLD, until=MONDAY),
            ATE,
            None,
            Group.ON_HOLD,
            "暂停到 2026-03-02，2026-03-03 自动恢复",
        ),
        (EATS, standing(cause=Cause.ON_HOLD), ATE, None, Group.ON_HOLD, "暂停，尚无结束日期"),
        (EATS, standing(cause=Cause.CANCELLED), ATE, None, Group.CANCELLED, "取消一餐"),
        (EATS, standing(cause=Cause.OTHER_DAY), ATE, None, Group.RESTS, "不是订餐日"),
        (EATS, standing(cause=Cause.OTHER_SITTING), ATE, None, Group.GONE, "不再订这一餐次"),
        (None, None, ATE, None, Group.GONE, "已不在名册"),
    ],
)
def test_group_and_words(then, now, had, seen, group, words):
    found = one(then, now, had, seen)
    assert found.group is group
    assert why(found).zh == words


@pytest.mark.parametrize(
    ("now", "details"),
    [
        (standing(), ()),
        (standing(meals=2), (Detail.MEALS,)),
        (standing(diet="soft"), (Detail.DIET,)),
        (standing(meals=2, diet="soft"), (Detail.MEALS, Detail.DIET)),
    ],
)
def test_who_eats_both_times_may_have_changed(now, details):
    found = one(EATS, now, ATE)
    assert (found.details if found else ()) == details


causes = st.sampled_from(list(Cause))
names = st.sampled_from([f"E{k}" for k in range(8)])
standings = st.dictionaries(
    names, st.tuples(causes, st.integers(1, 2), st.sampled_from(["regular", "soft"]))
)


@given(
    st.dictionaries(names, st.tuples(st.integers(1, 2), st.sampled_from(["regular", "soft"]))),
    standings,
    standings,
    st.none() | st.sets(names),
    st.sets(names),
)
def test_everybody_who_differs_is_in_exactly_one_group(had, then, now, seen, movers):
    before = {name: Had(meals={diet: meals}) for name, (meals, diet) in had.items()}
    then = {name: standing(name, *values) for name, values in then.items()}
    now = {name: standing(name, *values) for name, values in now.items()}

    def moved(who, visits):
        return (Detail.PLACE,) if who.id in movers else ()

    found = compare(before, then, now, moved, seen)
    listed = Counter(change.resident for change in found)
    assert set(listed.values()) <= {1}
    after = {name: dict(one.meals) for name, one in now.items() if one.eats}
    differing = {
        name
        for name in set(before) | set(after)
        if (dict(before[name].meals) if name in before else None) != after.get(name)
        or (name in before and name in after and name in movers)
    }
    assert set(listed) == differing
    in_group = groups(found)
    assert sum(map(len, in_group.values())) == len(found)
    joined = sum(len(in_group.get(group, ())) for group in JOINED)
    left = sum(len(in_group.get(group, ())) for group in LEFT)
    assert len(before) + joined - left == len(after)


WINDOW = (39_600, 43_200)


@pytest.mark.parametrize(
    ("before", "after", "details"),
    [
        ({}, {}, ()),
        ({}, {"door": "另一室"}, ()),
        ({"canteen": "C1"}, {"canteen": "C2"}, (Detail.CANTEEN,)),
        ({"canteen": "C1"}, {"canteen": None}, (Detail.CANTEEN,)),
        ({}, {"window": WINDOW}, (Detail.WINDOW,)),
        ({"window": WINDOW}, {}, (Detail.WINDOW,)),
        ({"canteen": "C1"}, {"canteen": "C2", "window": WINDOW}, (Detail.CANTEEN, Detail.WINDOW)),
        ({}, {"address": "枫桥路50弄3号"}, (Detail.PLACE,)),
        ({}, {"lon": 121.42}, (Detail.PLACE,)),
    ],
)
def test_what_moved_is_told_from_the_visits(before, after, details):
    other = resident("E9", window=WINDOW)
    visit = entrance_of(resident(**before), LUNCH).visit_id()
    given_roster = roster(resident(**after), other, canteens=(canteen("C1"), canteen("C2")))
    moving = Moving(roster=given_roster, sitting=LUNCH)
    for had in ({visit}, {f"{visit}-2"}, {visit, f"{visit}-2"}):
        assert moving.details(resident(**after), frozenset(had)) == details
    assert moving.details(resident(**after), frozenset()) == ()


def test_a_meal_point_is_one_place_whatever_its_visits():
    who = resident(mode="point", meal_point="P1")
    moving = Moving(roster=roster(who), sitting=LUNCH)
    assert moving.details(who, frozenset({"B1-P1", "B2-P1"})) == ()
    assert moving.details(who, frozenset({"B1-P2"})) == (Detail.PLACE,)
    assert moving.details(resident(), frozenset({"B1-P1"})) == (Detail.PLACE,)
