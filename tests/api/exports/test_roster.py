"""An exported roster, imported again, changes nothing."""

import datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.exports.delimited import csv_bytes
from api.exports.roster import roster_tables
from api.exports.workbooks import workbook_bytes
from api.exports.writing import write_tables
from api.roster.cells.basic import plain, words
from api.roster.columns import COLUMNS
from api.roster.records import DIETS, EVERY_DAY
from api.roster.sources.file import SourceFile
from api.roster.workbook import read
from fixtures.canteen import SAMPLE
from optimizer.problem import Batch
from tests.rosters import canteen, meal_point, resident, rider, roster

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Every step writes a workbook: a smaller example is not worth minutes."""

ODD = (
    "=1+1",
    "+86",
    "-",
    "@甲",
    "'",
    "'=1",
    "老人,甲",
    '老"人',
    "多\n行",
    "００７",
    "1E5",
    "3-2",
    "备注；x",
)
free = (st.sampled_from(ODD) | st.text(st.characters(codec="utf-8"), max_size=8)).map(words)
names = free.filter(bool)
ids = st.from_regex(r"[0-9A-Z]{1,6}", fullmatch=True)
days = st.sampled_from([EVERY_DAY, (1,), (2, 4, 6), (1, 2, 3, 4, 5), (6, 7)])
dates = st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1))
windows = st.tuples(st.integers(0, 43_200), st.integers(43_201, 86_400))

residents = st.builds(
    lambda name, begins, lasts, /, **values: resident(
        name,
        hold_from=begins,
        hold_to=None
        if begins is None or lasts is None
        else begins + datetime.timedelta(days=lasts),
        **values,
    ),
    ids,
    dates,
    st.none() | st.integers(0, 400),
    name=names,
    phone=st.sampled_from(["", "02162000001", "+86 13800000000", "13800000000", "0210-1转2"]),
    street_town=free,
    door=free.map(plain),
    address=st.sampled_from(["曹杨路358弄81号", "花溪路100弄3号楼2单元", "石泉路5-1号"]),
    floor=st.integers(-3, 40),
    lift=st.booleans(),
    lon=st.floats(121.33, 121.44),
    lat=st.floats(31.23, 31.3),
    diet=st.sampled_from(DIETS),
    portions=st.integers(1, 3),
    weekdays=days,
    tier=st.integers(1, 3),
    category=free,
    programme=free,
    canteen=st.sampled_from([None, "C1"]),
    window=st.none() | windows,
    door_note=free,
    missed_recently=st.integers(0, 9),
)
riders = st.builds(
    rider,
    ids,
    name=names,
    boxes=st.integers(1, 99),
    shift=windows.filter(lambda window: window[1] - window[0] > 3_600),
    max_trips=st.integers(0, 5),
    profile=st.sampled_from(["ebike", "tricycle", "foot"]),
    kind=st.sampled_from(["staff", "platform", "volunteer"]),
    skills=st.sampled_from([(), ("上海话",), ("bulk", "手语")]),
    weekdays=days,
)
rosters = st.builds(
    lambda people, couriers, seconds, limit: roster(
        *sorted(people, key=lambda record: record.id),
        riders=tuple(sorted(couriers, key=lambda record: record.id)),
        canteens=(
            canteen(
                loading_seconds=seconds,
                capacity_by_diet={"soft": limit},
                loading_bays=limit,
                batches=(Batch(ready=36_000, meals=limit), Batch(ready=38_715, meals=200)),
            ),
        ),
        meal_points=(meal_point("P1", canteen="C1"),),
    ),
    st.lists(residents, max_size=4, unique_by=lambda record: record.id),
    st.lists(riders, max_size=2, unique_by=lambda record: record.id),
    st.integers(0, 1_800),
    st.integers(1, 300),
)


def through_csv(found):
    tables = roster_tables(found)
    named = [(f"{table.name}.csv", csv_bytes(table)) for table in tables]
    return read([SourceFile(name=name, place=name, content=content) for name, content in named])


def through_workbook(found):
    content = workbook_bytes(roster_tables(found))
    return read([SourceFile(name="名册.xlsx", place="名册.xlsx", content=content)])


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], phases=NO_SHRINKING)
@given(rosters)
@pytest.mark.parametrize("through", [through_csv, through_workbook])
def test_a_round_trip_changes_nothing(through, found):
    report = through(found)
    assert report.rejections == tuple(
        finding for finding in report.rejections if finding.code == "missing_sheet"
    )
    assert report.roster == found


@pytest.mark.parametrize("through", [through_csv, through_workbook])
def test_the_sample_comes_back_without_a_word(through):
    sample = read(SAMPLE).roster
    report = through(sample)
    assert report.findings == ()
    assert report.roster == sample


def test_files_are_a_workbook_or_a_folder_of_lists(tmp_path):
    tables = roster_tables(roster(resident()))
    assert write_tables(tables, tmp_path / "a.xlsx") == (tmp_path / "a.xlsx",)
    written = write_tables(tables, tmp_path / "lists")
    assert [path.name for path in written] == ["食堂.csv", "骑手.csv", "老人.csv"]


def test_every_column_is_written():
    (table,) = [table for table in roster_tables(roster(resident())) if table.name == "老人"]
    missing = {column.header for column in COLUMNS["老人"]} - set(table.headers)
    assert missing == {"路名", "经纬度"}, "columns that only help to read others"
