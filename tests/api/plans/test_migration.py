"""Versions from before say that they were planned, and whom they miss is found in them."""

import pytest
from alembic import command
from sqlalchemy import inspect, select

from api.db import migrate
from api.db.migrate import config
from api.plans import service
from api.plans.origins import Action, Origin
from api.plans.tables import PlanMissRow
from tests.days import migrated, small_day, small_plan

pytestmark = pytest.mark.usefixtures("system")


def misses(database):
    with database.reading() as session:
        rows = session.execute(select(PlanMissRow.__table__).order_by("version_id", "resident"))
        return [tuple(row) for row in rows]


def test_misses_come_from_the_stored_plans(tmp_path):
    day = small_day()
    with migrated(tmp_path) as database:
        with database.session() as session:
            first = service.store(session, day, small_plan(day))
            origin = Origin(action=Action.EDIT, parent=first.id, by="张三", why="换人")
            second = service.store(session, day, small_plan(day), origin=origin)
        before = misses(database)
        assert [row[:4] for row in before] == [
            (version.id, "E4", second.plan.unserved[0].visit, 1) for version in (first, second)
        ]
        with database.engine.begin() as connection:
            command.downgrade(config(connection), "0007")
        gone = {"plan_origins", "plan_misses", "kept_answers"}
        assert gone.isdisjoint(inspect(database.engine).get_table_names())
        migrate(database)
        assert misses(database) == before
        with database.reading() as session:
            assert service.version(session, second.id).origin == Origin()
