"""OSRM's command-line tools: those that come with its Python bindings, or those on the path."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from optimizer.travel.osrm.errors import BindingsMissing, BuildFailed

LAST_LINES = 5
"""Lines of a tool's output that an error shows."""


def tool(name: str) -> Path:
    """The executable, such as ``osrm-extract``.

    Raises
    ------
    BindingsMissing
        When neither the bindings nor the path have it.
    """
    suffix = ".exe" if sys.platform == "win32" else ""
    shipped = (folder / f"{name}{suffix}" for folder in _shipped())
    for file in shipped:
        if file.is_file():
            return file
    if found := shutil.which(name):
        return Path(found)
    raise BindingsMissing(tool=name)


def _shipped() -> Iterator[Path]:
    spec = find_spec("osrm")
    for folder in spec.submodule_search_locations or () if spec else ():
        yield Path(folder) / "bin"


def run(name: str, arguments: Sequence[str | Path]) -> str:
    """What the tool printed.

    Raises
    ------
    BuildFailed
        When it ended with an error; carries its last lines.
    """
    done = subprocess.run(  # noqa: S603, our own tool with files that the user named
        [tool(name), *arguments], capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        lines = f"{done.stdout}\n{done.stderr}".strip().splitlines()[-LAST_LINES:]
        raise BuildFailed(step=name, code=done.returncode, said=" | ".join(lines))
    return done.stdout + done.stderr
