"""Problem files, as every comparison reads them."""

from __future__ import annotations

from pathlib import Path

from api.files import read_problem
from api.settings import Settings
from api.travel import travel_times_of_files
from optimizer.problem import Problem


def posed(path: Path) -> Problem:
    """The problem of a file, with travel times of our own where it has none.

    Raises
    ------
    InvalidInput
        When the file is no problem.
    """
    return read_problem(path, travel_times_of_files(Settings()))
