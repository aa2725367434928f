"""The files of the format: problem.json and plan.json, see ``docs/files.md``."""

from api.files.reading import load_plan, load_problem, read_plan, read_problem
from api.files.writing import dump_plan, dump_problem, write_plan, write_problem

__all__ = [
    "dump_plan",
    "dump_problem",
    "load_plan",
    "load_problem",
    "read_plan",
    "read_problem",
    "write_plan",
    "write_problem",
]
