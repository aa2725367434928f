"""A comparison runs what is missing, keeps what has finished and shows what has failed."""

import json

import pytest

from api.files import write_problem
from benchmarks import compare
from benchmarks.comparison.cases import UnknownProblem
from optimizer.errors import UnknownStrategy
from optimizer.strategies.nearest import Nearest
from tests import toys


@pytest.fixture
def toy(tmp_path):
    write_problem(toys.line(), tmp_path / "toy.json")
    return str(tmp_path / "toy.json")


def test_rows_are_runs_and_plans_lie_beside_them(toy, tmp_path):
    told = []
    grid = {"seeds": (1, 2), "seconds": (5.0, 6.0), "out": tmp_path / "out"}
    frame = compare(
        [toy],
        ["nearest", "space_filling_curve"],
        **grid,
        on_record=lambda record, before: told.append((record["strategy"], before)),
    )
    assert list(frame.strategy) == ["nearest", "space_filling_curve"], "one run of what has no seed"
    assert frame.ok.all()
    assert (frame.unserved == 0).all()
    plan = json.loads((tmp_path / "out" / frame.plan[0]).read_text(encoding="utf-8"))
    assert plan["solver"]["strategy"] == "nearest"
    assert [before for _, before in told] == [False, False]


def test_finished_runs_are_not_run_again(toy, tmp_path):
    grid = {"seconds": (5.0,), "out": tmp_path / "out"}
    compare([toy], ["nearest"], **grid)
    told = []
    frame = compare([toy], ["nearest"], **grid, on_record=lambda _, before: told.append(before))
    assert told == [True]
    assert len(frame) == 1
    assert len((tmp_path / "out" / "runs.jsonl").read_text().splitlines()) == 1


def test_runs_of_other_sources_count_only_if_asked(toy, tmp_path):
    out = tmp_path / "out"
    compare([toy], ["nearest"], seconds=(5.0,), out=out)
    kept = (out / "runs.jsonl").read_text()
    record = json.loads(kept)
    (out / "runs.jsonl").write_text(kept.replace(record["revision"], "0ld"))
    assert compare([toy], ["nearest"], seconds=(5.0,), out=out, old_code=True).revision[0] == "0ld"
    assert compare([toy], ["nearest"], seconds=(5.0,), out=out).revision[0] == record["revision"]


def test_failed_run_is_a_row_with_its_reason_and_others_go_on(toy, tmp_path):
    (tmp_path / "broken.json").write_text('{"version": 1, "visits": [}')
    frame = compare([str(tmp_path)], ["nearest"], seconds=(5.0,), out=tmp_path / "out")
    assert list(frame.problem) == ["broken", "toy"]
    assert list(frame.ok) == [False, True]
    assert "JSON" in frame.error[0]


def test_misspelt_problem_is_refused_before_anything_is_compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(Nearest, "prepare", lambda _: pytest.fail("minutes of work"))
    with pytest.raises(UnknownProblem):
        compare(["cantene"], ["nearest"], out=tmp_path / "out")


def test_misspelt_strategy_is_refused_before_anything_runs(toy, tmp_path):
    with pytest.raises(UnknownStrategy):
        compare([toy], ["neerest"], out=tmp_path / "out")
    assert not (tmp_path / "out" / "runs.jsonl").exists()
