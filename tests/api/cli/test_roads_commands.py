"""roads builds and checks; a plan along streets names far addresses, and says when it could not."""

import json

import pytest

from api.files import read_problem, write_problem
from optimizer.notices import FALLBACK, FAR_SNAP, Notice
from optimizer.travel.osrm.build import build
from optimizer.travel.osrm.manifest import FILE
from tests import roads, toys
from tests.commands import run
from tests.days import save_roster, small_roster
from tests.rosters import MONDAY
from tests.systems import settings_in

PLAN = ("plan", "--date", MONDAY, "--strategy", "nearest", "--time-limit", 5)


@pytest.fixture
def street(tmp_path):
    """A map with the small day's canteen and first building on a street, the others 200 m off."""
    roads.require_tools()
    return roads.write_map(
        tmp_path / "street.osm",
        [([(0, -1_109), (1_500, -1_109)], {"highway": "residential"})],  # latitude 31.240
    )


@pytest.fixture
def data(tmp_path):
    """A data folder with the small roster."""
    from api.db import Database, migrate

    database = Database(settings_in(tmp_path / "data"))
    migrate(database)
    with database.session() as session:
        save_roster(session, small_roster())
    database.close()
    return tmp_path / "data"


def flat(output):
    """What was printed, without the breaks of tables."""
    return "".join(output.split()).replace("│", "")


def test_build_then_check(tmp_path, street):
    done = run("roads", "build", street, "--profile", "ebike", "--profile", "foot", data=tmp_path)
    assert done.exit_code == 0, done.output
    assert "ODbL" in done.stdout
    made = json.loads((tmp_path / "roads" / "foot" / FILE).read_text(encoding="utf-8"))
    assert made["map"] == "street.osm"
    checked = run("roads", "check", data=tmp_path)
    assert checked.exit_code == 0
    assert checked.stdout.count("street.osm") == 2
    assert "songcanroadsbuild" in flat(checked.stdout), "what to do for tricycle and van"


def test_an_unknown_vehicle_and_a_map_that_is_not_there(tmp_path, street):
    refused = run("roads", "build", street, "--profile", "camel", data=tmp_path)
    assert refused.exit_code == 2
    assert "tricycle" in refused.stderr
    assert run("roads", "build", tmp_path / "no.osm.pbf", data=tmp_path).exit_code == 2


def test_a_file_that_is_no_map(tmp_path):
    roads.require_tools()
    (tmp_path / "no.osm.pbf").write_bytes(b"no map")
    refused = run("roads", "build", tmp_path / "no.osm.pbf", data=tmp_path)
    assert refused.exit_code == 2
    assert "osrm-extract" in refused.stderr
    assert "Traceback" not in refused.output


def test_check_fails_where_streets_are_wanted_and_nobody_answers(tmp_path, monkeypatch):
    monkeypatch.setenv("SONGCAN_TRAVEL", "osrm")
    assert run("roads", "check", data=tmp_path).exit_code == 1
    monkeypatch.setenv("SONGCAN_OSRM_URL", "http://127.0.0.1:1")
    checked = run("roads", "check", data=tmp_path)
    assert checked.exit_code == 1
    assert "SONGCAN_OSRM_URL" in flat(checked.stdout)


def test_check_asks_the_server(tmp_path, street, monkeypatch):
    monkeypatch.setenv("SONGCAN_TRAVEL", "osrm")
    made = build(street, "ebike", tmp_path / "roads" / "ebike")
    with roads.routed(tmp_path / "roads") as url:
        monkeypatch.setenv("SONGCAN_OSRM_URL", url)
        checked = run("roads", "check", data=tmp_path)
    assert checked.exit_code == 0, checked.output
    assert made.stamp.digest in checked.stdout
    assert "found=ebike" in flat(checked.stdout), "the server has no roads for other vehicles"


def test_check_tells_of_a_profile_that_has_changed(tmp_path, street, monkeypatch):
    folder = tmp_path / "roads" / "ebike"
    build(street, "ebike", folder)
    manifest = json.loads((folder / FILE).read_text(encoding="utf-8"))
    (folder / FILE).write_text(json.dumps(manifest | {"profile_sha256": "0"}), encoding="utf-8")
    monkeypatch.setattr("api.roads.EmbeddedOsrm.table", lambda *_: None)  # needs Python 3.12
    assert "--profileebikeagain" in flat(run("roads", "check", data=tmp_path).stdout)


@pytest.mark.usefixtures("system")
def test_a_plan_along_streets_names_the_addresses_that_are_far(data, street, monkeypatch, tmp_path):
    monkeypatch.setenv("SONGCAN_TRAVEL", "osrm")
    with roads.routed(roads.built(street, tmp_path / "roads", "ebike")) as url:
        monkeypatch.setenv("SONGCAN_OSRM_URL", url)
        done = run(*PLAN, data=data)
    assert done.exit_code == 0, done.output
    printed = flat(done.stdout)
    assert "花溪路100弄1号：离最近的道路333米（ebike）" in printed
    assert "枫桥路50弄3号：离最近的道路555米（ebike）" in printed
    assert "OpenStreetMap" in printed


@pytest.mark.usefixtures("system")
def test_a_plan_on_straight_lines_says_that_it_is_one(data, monkeypatch, tmp_path):
    monkeypatch.setenv("SONGCAN_TRAVEL", "osrm")
    done = run(*PLAN, data=data)
    assert done.exit_code == 0, done.output
    assert "没有用街道" in flat(done.stdout)
    run("export", "--date", MONDAY, "-o", tmp_path / "problem.json", data=data)
    (notice,) = read_problem(tmp_path / "problem.json").notices
    assert notice.code == FALLBACK


@pytest.mark.usefixtures("system")
def test_no_plan_where_streets_are_required(data, monkeypatch):
    monkeypatch.setenv("SONGCAN_TRAVEL", "osrm")
    monkeypatch.setenv("SONGCAN_TRAVEL_FALLBACK", "refuse")
    refused = run(*PLAN, data=data)
    assert refused.exit_code == 2
    assert "songcan roads build" in refused.stderr
    assert "Traceback" not in refused.output


def test_solve_tells_the_notices_of_a_file(tmp_path):
    far = tuple(
        Notice(code=FAR_SNAP, params={"location": "p1", "profile": "ebike", "metres": 101 + k})
        for k in range(40)
    )
    problem = toys.line()
    object.__setattr__(problem, "notices", far)
    write_problem(problem, tmp_path / "problem.json")
    done = run(
        "solve", tmp_path / "problem.json", "-o", tmp_path / "plan.json", "--strategy", "nearest"
    )
    assert done.exit_code == 0, done.output
    assert "V1: 140 m" in done.stdout, "the farthest first"
    assert "V1: 101 m" not in done.stdout
    assert "30 more" in done.stdout
