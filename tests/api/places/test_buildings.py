"""One building has one key, and nothing but a street and numbers may leave the house."""

import pytest

from api.places.buildings import building_of, key_of
from tests.api.places.known import there


@pytest.mark.parametrize(
    "typed",
    ["曹杨路358弄81号", "曹杨路358/81", "上海市普陀区曹杨路358弄81号602室", "曹杨路３５８弄８１号"],
)
def test_spellings_of_a_building_have_one_key(typed):
    assert key_of(typed) == "曹杨路358弄81号"


def test_a_key_is_its_own_key():
    for address in ("曹杨路358弄81号", "曹杨八村3号楼2单元", "铜川路12号", "老干部活动室"):
        assert key_of(key_of(address)) == key_of(address)


def test_the_number_on_the_road():
    assert there(building_of("曹杨路358弄81号")).on_road == 358
    assert there(building_of("曹杨路370号")).on_road == 370


@pytest.mark.parametrize("typed", ["老干部活动室", "曹杨路", "81号", ""])
def test_what_names_no_building(typed):
    assert building_of(typed) is None


@pytest.mark.parametrize("typed", ["曹杨路358弄81号", "中山北一路12号", "曹杨八村3号楼"])
def test_streets_may_leave(typed):
    assert there(building_of(typed)).may_leave


@pytest.mark.parametrize("typed", ["王阿婆家曹杨路358弄81号", "独居老人李某12号"])
def test_what_may_hold_a_name_may_not(typed):
    building = building_of(typed)
    assert building is None or not building.may_leave
