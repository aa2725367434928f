"""what-if plans a day twice, from the roster or a file, and says what a change does to whom."""

from __future__ import annotations

import pytest

from api.cli.whatif_options import changes_of, place_of
from api.db import Database
from api.files import write_problem
from fixtures.canteen import SAMPLE
from optimizer.whatif.changes import ChangeRiders, CloseCanteen, OpenCanteen, SetCapacity
from tests import toys
from tests.commands import run
from tests.days import save_roster
from tests.rosters import canteen, resident, rider, roster
from tests.systems import settings_in

FAST = ("--strategy", "savings", "--time-limit", 20)
DAY = ("--date", "2026-03-02", *FAST)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A data folder with the sample canteen."""
    folder = tmp_path_factory.mktemp("sample")
    imported = run("import", SAMPLE, data=folder)
    assert imported.exit_code == 0, imported.output
    return folder


@pytest.fixture
def two(tmp_path):
    """A data folder with two canteens and six people, all bound to the first."""
    run("publish", data=tmp_path)  # makes the tables
    people = roster(
        *(resident(f"E{k}", canteen="C1", street_town="万里") for k in range(1, 7)),
        canteens=(canteen("C1"), canteen("C2", lon=121.42, lat=31.25)),
        riders=(rider("R1"), rider("R2", "C2")),
    )
    database = Database(settings_in(tmp_path))
    with database.session() as session:
        save_roster(session, people)
    database.close()
    return tmp_path


@pytest.fixture
def file(tmp_path):
    """A problem file."""
    path = tmp_path / "problem.json"
    crew = (toys.rider("R1"), toys.rider("R2", "C2"))
    kitchens = (toys.canteen("C1", "p0"), toys.canteen("C2", "p1"))
    write_problem(toys.line((0, 10, 1, 4, 6, 9), canteens=kitchens, riders=crew), path)
    return path


def row(output, name):
    """The cells of the table row that begins with ``name``."""
    line = next(line for line in output.splitlines() if line.startswith(f"│ {name}"))
    return [cell.strip() for cell in line.strip("│").split("│")]


def test_one_more_canteen_beside_the_sample(sample):
    found = run("what-if", *DAY, "--open", "121.412,31.246", "--capacity", 150, data=sample)
    assert found.exit_code == 0, found.output
    assert row(found.stdout, "NEW1")[1] == "– → 150"
    was, now = row(found.stdout, "C01")[2].split(" → ")
    assert int(was) > int(now)
    assert "savings" in found.stdout


def test_nothing_is_stored(sample):
    run("what-if", *DAY, "--riders", "C01=-1", data=sample)
    told = run("publish", "--date", "2026-03-02", data=sample)
    assert told.exit_code == 2
    assert "没有方案" in told.stderr or "no plan" in told.stderr


def test_nobody_is_named(sample):
    found = run("what-if", *DAY, "--close", "C01", data=sample)
    assert found.exit_code == 0, found.output
    assert not any(word in found.stdout for word in ("室", "弄", "老人"))
    assert "曹杨新村" in found.stdout


def test_a_closed_canteens_people_are_served_by_another(two):
    found = run("what-if", *DAY, "--close", "C1", data=two)
    assert found.exit_code == 0, found.output
    assert row(found.stdout, "万里")[1:] == ["6", "0", "0", "6"]
    assert row(found.stdout, "C1")[1:3] == ["200 → 0", "6 → 0"]
    assert row(found.stdout, "C2")[-1] in {"0 → 1", "0 → 2"}


def test_its_riders_may_be_off(two):
    closed = ("what-if", *DAY, "--close", "C1", "--riders", "C2=-1")
    moved = run(*closed, data=two)
    assert row(moved.stdout, "C2")[2] == "0 → 6"
    off = run(*closed, "--riders-of-closed", "off", data=two)
    assert row(off.stdout, "万里")[1:] == ["6", "6", "0", "0"]


def test_a_problem_file_knows_no_street_towns(file, tmp_path):
    found = run("what-if", "--problem", file, *FAST, "--close", "C2", data=tmp_path)
    assert found.exit_code == 0, found.output
    assert row(found.stdout, "全部送餐点")[1] == "5"


def test_several_changes_at_once(file, tmp_path):
    found = run(
        "what-if", "--problem", file, *FAST,
        "--open", "121.405,31.25", "--capacity", 40, "--riders", 2,
        "--capacity", "C1=60", "--riders", "C2=+1",
        data=tmp_path,
    )  # fmt: skip
    assert found.exit_code == 0, found.output
    assert row(found.stdout, "C1")[1] == "100 → 60"
    assert row(found.stdout, "NEW1")[1] == "– → 40"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--open"),
        (("--close", "C9"), "C1、C2"),
        (("--close", "C1", "--date", "2026-03-02"), "--problem"),
    ],
)
def test_what_cannot_be_asked_is_told(file, tmp_path, arguments, told):
    found = run("what-if", "--problem", file, *FAST, *arguments, data=tmp_path)
    assert found.exit_code == 2
    assert told in found.output


def test_options_become_changes():
    found = changes_of(
        ["121.4,31.25", "121.5，31.2"], ["C5"], ["300", "C03=250", "80"], ["6", "C03=-1", "C04=+2"]
    )
    assert found == [
        OpenCanteen(id="NEW1", lon=121.4, lat=31.25, capacity=300, riders=6),
        OpenCanteen(id="NEW2", lon=121.5, lat=31.2, capacity=80),
        CloseCanteen(canteen="C5"),
        SetCapacity(canteen="C03", capacity=250),
        ChangeRiders(canteen="C03", by=-1),
        ChangeRiders(canteen="C04", by=2),
    ]


@pytest.mark.parametrize(
    "options",
    [
        ([], [], [], []),
        (["121.4,31.2"], [], [], []),
        ([], [], ["300"], []),
        ([], [], ["C1=many"], []),
        ([], ["C1"], [], ["C1=2"]),
        ([], ["C1"], [], ["2"]),
    ],
)
def test_options_that_do_not_match_are_refused(options):
    with pytest.raises(Exception, match="/"):
        changes_of(*options)


@pytest.mark.parametrize("value", ["121.4", "31.2,121.4", "东经121,31", "999,31"])
def test_no_place(value):
    with pytest.raises(Exception, match=r"121\.402"):
        place_of(value)
