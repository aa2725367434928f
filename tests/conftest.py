"""Hypothesis tries the same examples everywhere, so that a red run is red for everybody.

``pytest --hypothesis-profile=search`` looks for new ones.
"""

import os

import pytest
from hypothesis import settings

from tests import postgresql
from tests.systems import PostgreSql, Sqlite, asked_for, using

settings.register_profile("songcan", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("songcan")

for name in ("DATABASE_URL", "SONGCAN_DATABASE_URL", "SONGCAN_DATA_FOLDER"):
    os.environ.pop(name, None)  # no test may meet a developer's real data
os.environ.pop("COLUMNS", None)  # output is as wide as in a pipe, also in parallel runs


@pytest.fixture(scope="session")
def postgresql_system(tmp_path_factory):
    """The tests' own PostgreSQL server, for what SQLite has no counterpart of."""
    with postgresql.running() as server:
        yield PostgreSql(server, tmp_path_factory.mktemp("postgresql"))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def system(request, tmp_path_factory):
    """Each database system in turn, for `tests.systems.settings_in` and all that rests on it."""
    if request.param == "sqlite":
        chosen = Sqlite(tmp_path_factory.mktemp("sqlite"))
    else:
        chosen = request.getfixturevalue("postgresql_system")
    with using(chosen):
        yield chosen


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before any fixture: a test without ``system`` meets none that a test before has left."""
    asked_for("system" in item.fixturenames)


@pytest.fixture(autouse=True)
def _own_databases(request):
    """A test takes its databases with it."""
    if "system" not in request.fixturenames:
        yield
        return
    system = request.getfixturevalue("system")
    before = set(system.databases())
    yield
    system.drop(set(system.databases()) - before)
