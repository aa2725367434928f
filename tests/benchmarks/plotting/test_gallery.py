"""Every problem has its pictures, drawn without a warning, whatever failed."""

from typing import Any
from xml.etree import ElementTree

import pytest

from api.files import write_plan, write_problem
from benchmarks.plotting.fonts import NoChineseFont, chinese_font
from benchmarks.plotting.gallery import draw
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import toys
from tests.browser import require
from tests.compared import failed, record


@pytest.fixture(autouse=True)
def _font():
    try:
        chinese_font()
    except NoChineseFont:
        require(False, "fonts-noto-cjk")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A problem whose last visit nobody can carry, and a plan for it."""
    out = tmp_path_factory.mktemp("out")
    problem = toys.line(visits={"V3": {"meals": {"regular": 11}}})
    write_problem(problem, out / "toy.json")
    (out / "plans").mkdir()
    write_plan(solve(problem, "nearest", Stop(seconds=1)), out / "plans" / "toy.json")
    return out


@pytest.fixture
def made(folder):
    """A record whose files exist."""

    def of(strategy, seed=1, **changes):
        files: dict[str, Any] = {"file": str(folder / "toy.json"), "plan": "plans/toy.json"}
        return record(strategy, seed, **files, **changes)

    return of


def _texts(picture):
    tree = ElementTree.parse(picture.svg)  # noqa: S314, our own file
    return " ".join("".join(element.itertext()) for element in tree.iter() if "text" in element.tag)


def test_pictures_of_a_comparison(made, folder):
    records = [
        made("engine", 1, hours=29),
        made("engine", 2, unserved=(0, 0, 1)),
        made("nearest", first=None, trace=[]),
        failed("py_vrp $x$ <b>", 1),
        failed("vroom", 1),
        made("vroom", 2),
    ]
    pictures = draw(records, folder).pictures
    kinds = [picture.svg.name for picture in pictures]
    assert kinds == ["toy.overview.svg", "toy.progress.svg", "toy.map.svg", "toy.maps.svg"]
    assert all(picture.png.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    overview, progress, best, each = map(_texts, pictures)
    assert "py_vrp $x$ <b> ✗ 1/1" in overview, "a failure has its row"
    assert "✗ 失败" in overview
    assert "vroom ✗ 1/2" in progress, "and stands in the legend"
    assert "未送 优先级 1：1 点" in best
    assert "没有方案" in each


def test_one_run_is_enough(made, folder):
    pictures = draw([made("nearest", problem="a/town:free")], folder).pictures
    assert len(pictures) == 4
    assert pictures[0].svg == folder / "plots" / "a-town-free.overview.svg"


def test_nothing_but_failures_has_an_overview(folder):
    (picture,) = draw([failed("engine"), failed("nearest")], folder).pictures
    assert "✗ 失败" in _texts(picture)


def test_nothing_run_has_no_picture(folder):
    assert draw([], folder) == ([], [])


def test_plan_that_is_gone_leaves_the_other_pictures(made, folder):
    pictures, missing = draw([made("engine") | {"plan": "plans/gone.json"}], folder)
    assert [picture.svg.name for picture in pictures] == ["toy.overview.svg", "toy.progress.svg"]
    assert missing[0].zh.startswith("toy：没有地图")
