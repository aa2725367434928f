"""Every spelling of an address gives the same parts, and its canonical form gives them again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.roster.addresses.parse import door, parse
from api.roster.addresses.parts import Address

ROADS = (
    "曹杨路",
    "中山北路",
    "石泉路",
    "中山北一路",
    "真华路",
    "曹杨八村",
    "品尊国际公寓",
    "长寿路",
)
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789-/#ABCD"}
NUMERALS = "零一二三四五六七八九"

numbers = st.integers(1, 3_099)
rooms = st.integers(101, 3_204)


@st.composite
def in_lanes(draw):
    """A lane with an entrance, maybe a lane within it, and a door."""
    within = draw(st.none() | st.integers(1, 9))
    return Address(
        road=draw(st.sampled_from(ROADS)),
        lane=f"{draw(numbers)}弄" + (f"{within}支弄" if within else ""),
        building=f"{draw(st.integers(1, 199))}号",
        door=f"{draw(rooms)}室",
    )


@st.composite
def in_blocks(draw):
    """An estate's block, maybe with a unit."""
    unit = draw(st.none() | st.integers(1, 6))
    block = draw(st.integers(1, 60).map(lambda k: f"{k}号楼") | st.sampled_from(["A座", "D座"]))
    return Address(
        road=draw(st.sampled_from(ROADS)),
        lane=draw(st.just("") | numbers.map(lambda k: f"{k}弄")),
        building=block + (f"{unit}单元" if unit else ""),
        door=f"{draw(rooms)}室",
    )


@st.composite
def on_roads(draw):
    """A house of its own on the road, maybe one of several of that number."""
    part = draw(st.just("") | st.integers(1, 9).map(lambda k: f"-{k}"))
    return Address(
        road=draw(st.sampled_from(ROADS)),
        building=f"{draw(numbers)}{part}号",
        door=draw(st.just("") | rooms.map(lambda k: f"{k}室")),
    )


addresses = in_lanes() | in_blocks() | on_roads()


def chinese(number):
    """8 as 八, 12 as 十二, 35 as 三十五; larger numbers digit by digit."""
    if number > 99:
        return "".join(NUMERALS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    before = "" if tens < 2 else NUMERALS[tens]
    return (f"{before}十" if tens else "") + (NUMERALS[ones] if ones else "")


@st.composite
def spellings(draw):
    """An address, and one way to write it."""
    address = draw(addresses)
    written = address.text + draw(st.sampled_from(["", "-", " "])) * bool(address.door)
    written += address.door.removesuffix("室") + draw(st.sampled_from(["室", "", "房"])) * bool(
        address.door
    )
    written = written.replace("号楼", draw(st.sampled_from(["号楼", "幢", "栋"])))
    prefix = [
        "",
        "上海市",
        "上海市普陀区",
        "普陀区",
        "普陀区曹杨新村街道",
        "上海市普陀区长寿路街道",
    ]
    written = draw(st.sampled_from(prefix)) + written
    if draw(st.booleans()):
        written = written.translate(FULL_WIDTH)
    if draw(st.booleans()):
        written = draw(st.sampled_from([" ", "\u3000"])).join(written)
    return address, written


def understood(written):
    """The parts of an address that is certainly one."""
    address = parse(written)
    assert address is not None
    return address


@given(spellings())
def test_every_spelling_gives_the_same_parts(spelling):
    address, written = spelling
    assert parse(written) == address


@given(addresses)
def test_the_canonical_form_is_its_own(address):
    bare = understood(address.text)
    assert bare == replace(address, door="")
    assert bare.text == address.text


@given(in_lanes().filter(lambda address: "支" not in address.lane), st.sampled_from("/-"))
def test_numbers_alone_are_lane_building_and_door(address, mark):
    parts = address.lane, address.building, address.door
    short = mark.join(part.rstrip("弄号室") for part in parts)
    assert parse(address.road + short) == address
    assert parse(short) == replace(address, road="")


@given(in_lanes())
def test_units_may_be_left_out_behind_the_lane(address):
    house, room = address.building.rstrip("号"), address.door.rstrip("室")
    for mark in "-/":
        assert parse(f"{address.road}{address.lane}{house}{mark}{room}") == address


@given(st.sampled_from(ROADS), st.integers(1, 999), st.integers(1, 99), rooms)
def test_chinese_numerals_are_numbers(road, lane, house, room):
    written = f"{road}{chinese(lane)}弄{chinese(house)}号{chinese(room)}室"
    assert parse(written) == Address(
        road=road, lane=f"{lane}弄", building=f"{house}号", door=f"{room}室"
    )


@pytest.mark.parametrize(
    ("written", "text", "behind"),
    [
        ("曹杨路358弄81号6楼602室", "曹杨路358弄81号", "602室"),
        ("曹杨路358弄81#602", "曹杨路358弄81号", "602室"),
        ("曹杨路第358弄第81号", "曹杨路358弄81号", ""),
        ("曹杨路358弄81号601、602室", "曹杨路358弄81号", "601、602室"),
        ("中山北路3064弄5号底楼", "中山北路3064弄5号", "底楼"),
        ("曹杨路358号2楼", "曹杨路358号", "2楼"),
        ("曹杨路0358弄081号602室", "曹杨路358弄81号", "602室"),
        ("曹杨路358弄81甲号", "曹杨路358弄81甲号", ""),
        ("曹杨路358-602室", "曹杨路358号", "602室"),
        ("镇坪路100号", "镇坪路100号", ""),
        ("桃浦镇真南路822弄2号", "真南路822弄2号", ""),
        ("石泉路街道石泉路58弄1号", "石泉路58弄1号", ""),
    ],
)
def test_ways_of_writing(written, text, behind):
    address = understood(written)
    assert (address.text, address.door, address.guessed, address.remark) == (
        text,
        behind,
        False,
        "",
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("曹杨路358/81", "曹杨路358弄81号"),
        ("曹杨路358", "曹杨路358号"),
        ("曹杨路358弄3楼602室", "曹杨路358弄3号楼"),
        ("曹杨路358弄3-2-602", "曹杨路358弄3号2单元"),
    ],
)
def test_what_is_guessed_says_so(written, text):
    address = understood(written)
    assert address.guessed
    assert address.text == text


@pytest.mark.parametrize(
    ("written", "remark"),
    [
        ("曹杨路358弄81号（近兰溪路）602室", "近兰溪路"),
        ("曹杨路358弄兰花小区81号602室", "兰花小区"),
    ],
)
def test_what_is_no_part_is_a_remark(written, remark):
    address = understood(written)
    assert (address.text, address.door) == ("曹杨路358弄81号", "602室")
    assert address.remark == remark


def test_blocks_and_entrances_of_one_number_are_two_buildings():
    assert understood("曹杨路358弄3号").text != understood("曹杨路358弄3号楼").text


@pytest.mark.parametrize("written", ["", "曹杨公园", "桃浦镇", "弄号"])
def test_without_a_number_there_is_no_building(written):
    assert parse(written) is None


PIECES = (
    *"弄号室-/#A",
    "号楼",
    "支弄",
    "单元",
    "幢",
    "12",
    "358",
    "7",
    "81",
    "6楼",
    "十二",
    "(近)",
)


@given(
    st.lists(st.sampled_from(PIECES), max_size=9).map(lambda pieces: "曹杨路" + "".join(pieces))
    | st.text(max_size=30)
)
def test_whatever_is_typed_the_canonical_form_stays(written):
    address = parse(written)
    if address is not None and (again := parse(address.text)) is not None:
        assert again.text == address.text


@pytest.mark.parametrize(
    "written", ["602", "602室", "６０２ 室", "-602", "602房", "6楼602", "602号"]
)
def test_a_door_has_one_spelling(written):
    assert door(written) == "602室"
