"""Measured tables replace what stands between the markers, and nothing else."""

import pytest

from benchmarks.page import replace_between_markers


def test_only_the_part_between_the_markers_changes(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("前\n<!-- evidence -->\n旧\n<!-- /evidence -->\n后\n", encoding="utf-8")
    replace_between_markers(page, "evidence", r"新 \1")
    assert page.read_text(encoding="utf-8") == (
        "前\n<!-- evidence -->\n新 \\1\n<!-- /evidence -->\n后\n"
    )


def test_missing_markers_are_said(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("前<!-- other --><!-- /other -->", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"page\.md"):
        replace_between_markers(page, "evidence", "新")
