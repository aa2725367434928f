"""Moments go in with any zone and come out in UTC; naive ones are refused."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session
from sqlalchemy.schema import Column, MetaData, Table

from api.db.base import UtcDateTime
from api.db.engine import engine_for
from tests.systems import settings_in

moments = Table("moments", MetaData(), Column("at", UtcDateTime))


@pytest.fixture
def session(tmp_path, system):
    engine = engine_for(settings_in(tmp_path).database_url)
    moments.create(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.mark.parametrize("zone", [datetime.UTC, ZoneInfo("Asia/Shanghai")])
def test_moment_comes_back_the_same_in_utc(session, zone):
    moment = datetime.datetime(2026, 3, 2, 10, 30, tzinfo=zone)
    session.execute(moments.insert().values(at=moment))
    found = session.scalar(moments.select())
    assert (found, found.tzinfo) == (moment, datetime.UTC)


def test_no_moment_stays_none(session):
    session.execute(moments.insert().values(at=None))
    assert session.execute(moments.select()).one() == (None,)


def test_naive_datetime_is_refused(session):
    naive = datetime.datetime(2026, 3, 2, 10, 30)  # noqa: DTZ001
    with pytest.raises(StatementError, match="naive"):
        session.execute(moments.insert().values(at=naive))
