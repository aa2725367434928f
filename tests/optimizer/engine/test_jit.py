"""Compiled code is kept apart for every version of the engine's sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from numba import config

from optimizer.engine import jit


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A copy of the engine's sources that tests may change."""
    copy = tmp_path / "engine"
    shutil.copytree(jit.SOURCES, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(jit, "SOURCES", copy)
    return copy


def test_same_sources_same_folder(sources):
    here = jit.cache_folder()
    assert here == jit.cache_folder()
    (sources / "notes.txt").write_text("not compiled")
    assert here == jit.cache_folder()


def test_folder_changes_with_any_source(sources):
    files = sorted(sources.glob("*.py"))
    seen = {jit.cache_folder()}
    for source in files:
        source.write_text(source.read_text() + "\n# changed\n")
        seen.add(jit.cache_folder())
    assert len(seen) == 1 + len(files)


def test_folder_changes_with_new_and_renamed_sources(sources):
    seen = {jit.cache_folder()}
    (sources / "another.py").write_text("")
    seen.add(jit.cache_folder())
    (sources / "another.py").rename(sources / "renamed.py")
    seen.add(jit.cache_folder())
    assert len(seen) == 3


def test_folder_changes_with_bounds_checks(monkeypatch):
    here = jit.cache_folder()
    checked = vars(config)["BOUNDSCHECK"]
    monkeypatch.setattr(config, "BOUNDSCHECK", 0 if checked else 1)
    assert here != jit.cache_folder()


def test_folder_lies_in_the_users_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert jit.cache_folder().is_relative_to(tmp_path / "songcan")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert jit.cache_folder().is_relative_to(Path.home() / ".cache" / "songcan")


def test_numbas_own_setting_stays_as_it_was():
    usual = vars(config)["CACHE_DIR"]

    @jit.entry
    def twice(number):
        return 2 * number

    assert vars(config)["CACHE_DIR"] == usual
    assert twice(21) == 42
