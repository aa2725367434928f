"""The steps of the way, each a function of a folder in which the one before left its result.

A step runs in a process of its own, so that its peak of memory is its own. What it needs from
the step before is unpickled before the clock starts.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api import planning
from api.db import Database, migrate
from api.orders.build import planning_day
from api.orders.parameters import LUNCH, Parameters
from api.plans import service as plans
from api.roster import repository as rosters
from api.roster import service as roster
from api.roster.sources.file import SourceFile
from api.settings import Settings
from api.travel import geodesic_of
from fixtures.people import MONDAY
from optimizer.checker import check
from optimizer.planning import solve
from optimizer.problem import Location, Travel
from optimizer.stop import Stop
from optimizer.strategies import registry
from optimizer.travel.base import TravelTimes

Seconds = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What all steps share. ``limit`` is the plan's, in seconds of wall time."""

    folder: Path
    database_url: str
    workbook: str
    strategy: str = "engine"
    limit: float = 60.0

    def keep(self, name: str, value: object) -> None:
        """Leave ``value`` for later steps."""
        (self.folder / name).write_bytes(pickle.dumps(value))

    def kept(self, name: str) -> Any:  # noqa: ANN401
        """What an earlier step of this run left."""
        return pickle.loads((self.folder / name).read_bytes())  # noqa: S301

    @property
    def settings(self) -> Settings:
        """An installation of its own."""
        return Settings(data_folder=self.folder, database_url=self.database_url)

    @contextmanager
    def database(self) -> Iterator[Database]:
        """The database with the newest tables."""
        database = Database(self.settings)
        migrate(database)
        try:
            yield database
        finally:
            database.close()


@dataclass(slots=True)
class Clock:
    """Seconds by name; what is measured inside another measurement is taken from it."""

    spent: Seconds = field(default_factory=dict)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the block's wall time to ``name``."""
        begun = time.perf_counter()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class _Timed:
    """Travel times that a clock watches."""

    source: TravelTimes
    clock: Clock

    def matrix(self, locations: Sequence[Location], profile: str) -> Travel:
        with self.clock.timed("matrix"):
            return self.source.matrix(locations, profile)

    def identity(self, profile: str) -> str | None:
        return self.source.identity(profile)


def import_(way: Way) -> Seconds:
    """Read, compare and store the workbook."""
    clock = Clock()
    with way.database() as database:
        with clock.timed("import: read"), database.reading() as session:
            report = roster.read(session, [SourceFile.at(Path(way.workbook))])
        with clock.timed("import: store"), database.session() as session:
            changes = roster.apply(session, report)
    if report.rejections:
        raise SystemExit(f"{len(report.rejections)} rejected: {report.rejections[0]}")
    way.keep("imported", len(changes.residents.new))
    return clock.spent


def build(way: Way) -> Seconds:
    """Load the roster, build the day's orders and visits, and their matrices, not cached."""
    clock = Clock()
    with way.database() as database, database.reading() as session, clock.timed("orders"):
        known = rosters.load(session)
        facts = planning.facts_of(session, known, MONDAY, LUNCH)
        day = planning_day(
            known,
            MONDAY,
            LUNCH,
            _Timed(geodesic_of(way.settings), clock),
            Parameters(timezone=way.settings.timezone),
            facts,
        )
    clock.spent["orders"] -= clock.spent["matrix"]
    way.keep("day", day)
    way.keep("orders", len(day.orders))
    return clock.spent


def plan(way: Way) -> Seconds:
    """Plan and explain, with a prepared strategy."""
    day, clock = way.kept("day"), Clock()
    registry.get(way.strategy).prepare()
    with clock.timed("plan"):
        found = solve(day.problem, way.strategy, Stop(seconds=way.limit))
    way.keep("plan", found)
    return clock.spent


def judge(way: Way) -> Seconds:
    """Check the plan once more."""
    day, found, clock = way.kept("day"), way.kept("plan"), Clock()
    with clock.timed("check"):
        verdict = check(day.problem, found)
    way.keep("verdict", {"ok": verdict.ok, "kpis": dict(verdict.kpis)})
    return clock.spent


def store(way: Way) -> Seconds:
    """Store the plan as a draft; the service checks it again."""
    day, found, clock = way.kept("day"), way.kept("plan"), Clock()
    with way.database() as database, clock.timed("store"), database.session() as session:
        version = plans.store(session, day, found)
        way.keep("version", version.id)
    return clock.spent


def read_back(way: Way) -> Seconds:
    """Read the stored plan, checked on the way out."""
    number, clock = way.kept("version"), Clock()
    with way.database() as database, clock.timed("read back"), database.reading() as session:
        version = plans.version(session, number)
    if len(version.orders) != way.kept("orders"):
        raise SystemExit("orders are missing")
    return clock.spent


STEPS: Mapping[str, Callable[[Way], Seconds]] = {
    "import": import_,
    "build": build,
    "plan": plan,
    "check": judge,
    "store": store,
    "read": read_back,
}
"""In order; each measures one or more of the rows of the table."""
