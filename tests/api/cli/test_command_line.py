"""The command line starts at once and speaks both languages."""

import re
import subprocess
import sys

import pytest

from api.cli import COMMANDS
from api.cli.texts import label, text
from optimizer.checker.check import check
from optimizer.plan import Plan, Unserved
from tests import toys
from tests.commands import ROOT, run

HEAVY = {"alembic", "fastapi", "numpy", "ortools", "pandas", "sqlalchemy", "uvicorn"}


def test_nothing_heavy_is_loaded_for_help():
    code = "import sys, api.cli; print(' '.join(sys.modules))"
    done = subprocess.run(  # noqa: S603, our own command
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(done.stdout.split())


def test_help_names_every_command():
    result = run("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        assert name in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_in_both_languages(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    shown = re.sub(r"\s", "", result.stdout)
    zh, en = text(f"command_{name}")
    assert re.sub(r"\s", "", zh) in shown
    assert re.sub(r"\s", "", en) in shown


def test_every_figure_has_words():
    problem = toys.line((0, 1))
    verdict = check(problem, Plan(riders=(), unserved=(Unserved(visit="V1", tier=1, reasons=()),)))
    for name in verdict.cost:
        assert label("cost", name).zh != name, name
    for name in verdict.kpis:
        if not name.startswith("unserved_tier_"):
            assert label("kpi", name.removesuffix("_seconds")).zh != name, name


def test_texts_say_the_same_in_both_languages():
    for key in text:
        zh, en = text.raw(key)
        assert set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en)), key


def test_data_folder_that_cannot_be(tmp_path):
    file = tmp_path / "file"
    file.touch()
    result = run("plan", data=file / "folder")
    assert result.exit_code == 2
    assert str(file) in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("url", ["nonsense", "oracle9://x", "sqlite:////"])
def test_database_that_cannot_be(tmp_path, monkeypatch, url):
    monkeypatch.setenv("SONGCAN_DATABASE_URL", url)
    result = run("plan", data=tmp_path)
    assert result.exit_code == 2
    assert "SONGCAN_DATABASE_URL" in result.stderr
    assert "Traceback" not in result.output


def test_a_bad_address_is_shown_without_its_password(tmp_path, monkeypatch):
    monkeypatch.setenv("SONGCAN_OSRM_URL", "http://ann:geheim@roads.example")
    result = run("plan", data=tmp_path)
    assert result.exit_code != 0
    assert "geheim" not in result.output
    assert "roads.example" in result.output
