"""A missing package and Ctrl-C are answered with what to do, without a traceback."""

import pytest
from typer.testing import CliRunner

from api.cli import app
from benchmarks.standard import sets


@pytest.fixture
def standard(tmp_path, monkeypatch):
    def run(error):
        def ends(*_):
            raise error

        monkeypatch.setattr(sets, "instances", ends)
        return CliRunner().invoke(app, ["bench", "standard", str(tmp_path)])

    return run


def test_missing_package_of_an_extra_is_named_with_its_remedy(standard):
    done = standard(ModuleNotFoundError("no", name="pyvrp.stop"))
    assert done.exit_code == 2
    assert "pyvrp" in done.output
    assert '".[peers,plots]"' in done.output


def test_missing_package_that_every_installation_has_is_no_user_error(standard):
    done = standard(ModuleNotFoundError("no", name="numpy"))
    assert isinstance(done.exception, ModuleNotFoundError)


def test_interrupted_comparison_says_that_it_can_go_on(standard):
    done = standard(KeyboardInterrupt())
    assert done.exit_code == 130
    assert "same command" in done.output


def test_interrupted_limit_keeps_nothing_and_promises_nothing(monkeypatch):
    def ends(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("benchmarks.comparison.cases.cases_of", ends)
    done = CliRunner().invoke(app, ["bench", "limit", "lunch-25"])
    assert done.exit_code == 130
    assert "same command" not in done.output
