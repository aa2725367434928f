"""Running the command line in tests, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from typer.testing import CliRunner, Result

from api.cli import app
from tests.systems import address_in

ROOT = Path(__file__).parents[1]


def run(*arguments: object, data: Path | None = None) -> Result:
    """Run ``songcan`` with ``arguments``; ``data`` is its data folder."""
    folder = ["--data-folder", str(data)] if data else []
    address = address_in(data) if data else None
    env = {"SONGCAN_DATABASE_URL": address} if address else {}
    return CliRunner().invoke(app, [*folder, *map(str, arguments)], env=env)


def start(
    *arguments: object,
    data: Path,
    path: Path | None = None,
    env: Mapping[str, str] | None = None,
    stderr: int = subprocess.PIPE,
) -> subprocess.Popen[str]:
    """Start ``songcan`` as a process; ``path`` is searched for further packages."""
    searched = os.pathsep.join(str(place) for place in (ROOT, path) if place)
    return subprocess.Popen(  # noqa: S603, our own command
        [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)],
        env=os.environ
        | {"SONGCAN_DATA_FOLDER": str(data), "PYTHONPATH": searched, "PYTHONUTF8": "1"}
        | dict(env or {}),
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        encoding="utf-8",
    )
