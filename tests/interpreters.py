"""Other interpreters of Python: for what must be decided before Numba is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]


def run(program: str, **environment: str) -> str:
    """What a program prints; warnings are errors, and errors are those of this test."""
    done = subprocess.run(  # noqa: S603  # the program is part of the tests
        [sys.executable, "-W", "error", "-c", program],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)} | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout
