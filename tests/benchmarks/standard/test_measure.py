"""Runs are made once, broken files do not stop the others, and results are written."""

import json

from benchmarks.standard.measure import measure
from benchmarks.standard.results import frame_of, write
from benchmarks.standard.sets import instances
from tests.standard_instances import written

LINE = {"node_coord": [(0, 0), (3, 0), (5, 0)], "demand": [0, 1, 1], "capacity": 2}


def test_broken_file_is_named_and_what_is_on_record_is_not_run_again(tmp_path):
    good = written(tmp_path, "cvrp", "good", **LINE)
    written(tmp_path, "cvrp", "bad", **LINE).path.write_text("DIMENSION : three")
    files = instances(tmp_path)
    told: list[tuple[str, bool]] = []

    def again(**changes):
        told.clear()
        return measure(
            files,
            ["pyvrp"],
            [1],
            [0.1],
            out=tmp_path / "out",
            on_record=lambda record, before: told.append((record["instance"], before)),
            **changes,
        )

    bad, found = again()
    assert told == [("bad", False), ("good", False)]
    assert "bad.vrp" in bad["error"]
    assert (found["cost"], found["best_known"]) == (10, None)
    assert (tmp_path / "out" / found["solution"]).read_text().endswith("Cost: 10\n")
    good.path.rename(good.path.with_name("moved.vrp"))
    again()
    assert told == [("bad", True), ("good", True)]


def test_results_are_tables(tmp_path):
    base = {"set": "cvrp", "solver": "engine", "seed": 1, "seconds": 1.0, "machine": "m"}
    base |= {"revision": "r"}
    good = {"cost": 11, "best_known": 10, "missing": 0, "broken": [], "cpu": 1.0, "wall": 1.0}
    records = [{**base, "instance": "a", **good}, {**base, "instance": "b", "error": "no luck"}]
    frame = frame_of(records)
    assert frame["gap"].iloc[0] == 0.1
    assert frame["cost"].isna().tolist() == [False, True]
    files = list(write(records, tmp_path))
    assert [path.suffix for path in files] == [".csv", ".json", ".md"]
    assert json.loads(files[1].read_text())[1]["error"] == "no luck"
