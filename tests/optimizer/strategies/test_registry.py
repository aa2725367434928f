"""Strategies are found by name through entry points."""

from __future__ import annotations

import pytest

from optimizer.errors import StrategyNotInstalled, UnknownStrategy
from optimizer.strategies import registry
from optimizer.strategies.fixed_areas import FixedAreas
from tests.commands import run


def test_names_are_in_order_of_the_alphabet():
    assert registry.names() == sorted(registry.names())
    assert {"fixed_areas", "nearest", "ortools"} <= set(registry.names())


def test_each_call_gives_a_fresh_strategy():
    assert isinstance(registry.get("fixed_areas"), FixedAreas)
    assert registry.get("fixed_areas") is not registry.get("fixed_areas")


def test_unknown_name_lists_the_known_ones():
    with pytest.raises(UnknownStrategy) as error:
        registry.get("magic")
    assert error.value.name == "magic"
    assert error.value.known == tuple(registry.names())
    assert "nearest" in str(error.value)


@pytest.fixture
def absent(tmp_path, monkeypatch):
    """A registered strategy whose module needs one that is not there."""
    (tmp_path / "third_party.py").write_text("import no_such_solver\n")
    information = tmp_path / "third_party-1.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: third-party\nVersion: 1\n")
    (information / "entry_points.txt").write_text(
        f"[{registry.GROUP}]\nabsent = third_party:Absent\n"
    )
    monkeypatch.syspath_prepend(tmp_path)


def test_what_is_not_installed_is_named_with_a_remedy(absent):
    with pytest.raises(StrategyNotInstalled) as error:
        registry.get("absent")
    assert (error.value.name, error.value.module) == ("absent", "no_such_solver")
    for words in ("absent", "no_such_solver", ".[peers]"):
        assert str(error.value).count(words) == 2, "in both languages"


def test_what_is_not_installed_is_not_among_the_names(absent):
    assert [error.name for error in registry.not_installed()] == ["absent"]
    assert "absent" not in registry.names()
    assert "nearest" in registry.names()


def test_the_command_line_lists_it_as_not_installed(absent, tmp_path):
    listed = run("strategies", data=tmp_path / "data")
    assert listed.exit_code == 0
    assert "absent" in listed.stdout
    assert "no_such_solver" in listed.stdout
    assert "nearest" in listed.stdout


def test_everything_is_installed_here():
    assert registry.not_installed() == []
