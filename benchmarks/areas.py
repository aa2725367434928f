"""The sample canteen, a street-town, the district, and the town when riders are short, as problems.

They are made from the fixtures' workbooks the way the application does it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.orders.records import PlanningDay
from api.roster.workbook import read
from api.settings import Settings
from api.travel import geodesic_of
from fixtures.district import district
from fixtures.people import MONDAY
from fixtures.shortage import PERCENT, shortage
from fixtures.town import town
from fixtures.workbook import Sheets, write
from optimizer.problem import Problem

AREAS: Mapping[str, Callable[[], Sheets]] = {
    "town": town,
    "district": district,
    **{f"shortage-{percent}": partial(shortage, percent) for percent in PERCENT},
}
"""The sheets of each area, by the name that commands use."""


def sample_problem() -> Problem:
    """The sample canteen's lunch."""
    with as_file(files("fixtures") / "canteen.xlsx") as path:
        return _monday(path).problem


def area_day(name: str) -> PlanningDay:
    """Monday's lunch of an area, from its workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        write(AREAS[name](), path)
        return _monday(path)


def _monday(workbook: Path) -> PlanningDay:
    """Monday's lunch of a workbook, made the way the application does it."""
    roster = read(workbook).roster
    return planning_day(roster, MONDAY, LUNCH, travel=geodesic_of(Settings()))
