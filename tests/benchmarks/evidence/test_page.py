"""The page is filled in between its markers, from records alone."""

import pytest

from api.files import write_problem
from benchmarks.evidence import page
from benchmarks.evidence.grids import GRIDS
from benchmarks.evidence.page import NothingOnRecord
from benchmarks.records import Records
from benchmarks.standard.sets import NoInstances
from tests import toys
from tests.compared import failed, record

NAMES = (
    "conclusion",
    "columns",
    "systems",
    *(grid.name for grid in GRIDS),
    "limits",
    "standard",
    "scaling",
)


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project with an empty page, and records of a canteen."""
    docs = tmp_path / "docs"
    docs.mkdir()
    marks = "\n".join(f"<!-- {name} -->\n<!-- /{name} -->" for name in NAMES)
    (docs / "benchmarks.md").write_text(f"Mine.\n{marks}\nAlso mine.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("<!-- evidence -->\n<!-- /evidence -->", encoding="utf-8")
    monkeypatch.setattr(page, "ROOT", tmp_path)
    monkeypatch.setattr(page, "DOCS", docs)
    monkeypatch.setattr(page, "PAGE", docs / "benchmarks.md")
    write_problem(toys.line(), tmp_path / "toy.json")
    records = Records(tmp_path / "out" / "compare" / "runs.jsonl")
    for made in (
        record("engine", problem="canteen", file=str(tmp_path / "toy.json")),
        failed("vroom", problem="canteen", error="out of memory"),
    ):
        records.append(made)
    return tmp_path


def test_tables_are_filled_in_and_words_stay(root):
    list(page.write(page.on_record(root / "out")))
    text = (root / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert text.startswith("Mine.\n")
    assert text.endswith("Also mine.\n")
    assert "out of memory" in text
    assert text.count("尚未测量") == 7, "all but the canteen, the columns and the systems"
    assert "`engine`" in (root / "README.md").read_text(encoding="utf-8")


def test_all_runs_lie_beside_the_page(root):
    written = list(page.write(page.on_record(root / "out")))
    (csv,) = (path for path in written if path.suffix == ".csv")
    assert len(csv.read_text(encoding="utf-8").splitlines()) == 3


def test_page_is_left_alone_where_nothing_is_on_record(root):
    before = (root / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    with pytest.raises(NothingOnRecord, match="--out"):
        list(page.write(page.on_record(root / "misspelt")))
    assert (root / "docs" / "benchmarks.md").read_text(encoding="utf-8") == before


def test_folder_without_instances_is_refused_before_anything_runs(root, monkeypatch):
    monkeypatch.setattr(page, "compare", lambda *_, **__: pytest.fail("hours of work"))
    with pytest.raises(NoInstances):
        page.measured(root / "out", root / "docs", 1, old_code=False, tell=lambda *_: None)


def test_markers_of_the_real_page_are_all_there():
    text = page.PAGE.read_text(encoding="utf-8")
    assert all(f"<!-- {name} -->" in text and f"<!-- /{name} -->" in text for name in NAMES)
