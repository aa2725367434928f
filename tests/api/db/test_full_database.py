"""Migrations on a database with rows in every table: up keeps them, down and up again works.

Tables are filled by what the database says of itself, so that a table of a later migration is
filled without a word here.
"""

import datetime
import re
import zlib

import pytest
from alembic import command
from sqlalchemy import JSON, MetaData, inspect, select, text
from sqlalchemy.types import Boolean, Date, DateTime, Float, Integer, LargeBinary, String

from api.db import Database, migrate, require_ready
from api.db.migrate import config, heads
from tests.systems import settings_in

(HEAD,) = heads()
MOMENT = datetime.datetime(2026, 3, 2, 4, 30, tzinfo=datetime.UTC)
VALUES = {
    Boolean: lambda row: row == 1,
    Integer: lambda row: row,
    Float: lambda row: 121.4 + row,
    Date: lambda row: datetime.date(2026, 3, row),
    JSON: lambda row: [row],
    LargeBinary: lambda row: b"\x01" + bytes([row]) * 40,
    String: lambda row: f"x{row}",
}
"""A value of row 1 or 2 by type; equal for equal types, so that every reference finds its row."""

DOCUMENT = zlib.compress(b'{"riders": [], "visits": [], "unserved": []}')
OWN = {
    ("places", "confidence"): 0.5,
    ("plan_versions", "plan"): DOCUMENT,
    ("plan_versions", "problem"): DOCUMENT,
    ("rider_loans", "lender"): "x9",
}
"""What a check asks of a column beyond its type, and what a migration reads."""


@pytest.fixture
def database(tmp_path, system):
    database = Database(settings_in(tmp_path))
    yield database
    database.close()


def tables(connection):
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def checks(connection, table):
    """The text of each check; the first word of a list of allowed ones by column."""
    found = [c["sqltext"] for c in inspect(connection).get_check_constraints(table.name)]
    allowed = {}
    for column in table.columns:
        for check in found:
            if re.match(rf'\W*"?{column.name}"?\W.*(IN|ANY)\b', check):
                allowed[column.name] = re.findall(r"'([^']*)'", check)[0]
    return found, allowed


def named(column, checks):
    return any(re.search(rf"\b{column.name}\b", check) for check in checks)


def value(column, row):
    if isinstance(column.type, DateTime):
        zoned = column.type.timezone
        return (MOMENT if zoned else MOMENT.replace(tzinfo=None)) + datetime.timedelta(days=row)
    return next(make(row) for kind, make in VALUES.items() if isinstance(column.type, kind))


def values(connection, table, row):
    """Row 1 says all it can, row 2 only what it must."""
    found, allowed = checks(connection, table)
    filled = {}
    for column in table.columns:
        if (table.name, column.name) in OWN:
            filled[column.name] = OWN[table.name, column.name]
        elif column.name in allowed:
            filled[column.name] = allowed[column.name]
        elif not column.nullable or (row == 1 and not named(column, found)):
            filled[column.name] = value(column, row)
    return filled


def fill(database):
    """Two rows for every table that has none."""
    with database.engine.begin() as connection:
        for table in tables(connection):
            if not connection.execute(select(table).limit(1)).all():
                for row in (1, 2):
                    connection.execute(table.insert().values(values(connection, table, row)))


def content(database, like=None):
    """All rows as mappings by table; ``like`` limits tables and columns to its own."""
    with database.engine.begin() as connection:
        found = {}
        for table in tables(connection):
            kept = table.columns.keys() if like is None else like.get(table.name, [{}])[0].keys()
            rows = connection.execute(select(table)).mappings().all()
            found[table.name] = sorted(({key: row[key] for key in kept} for row in rows), key=str)
    return found if like is None else {name: found[name] for name in like}


def downgrade(database, revision):
    with database.engine.begin() as connection:
        command.downgrade(config(connection), revision)


def test_upgrade_of_a_full_first_database_keeps_everything(database):
    migrate(database, "0001")
    fill(database)
    first = content(database)
    assert all(first.values())
    migrate(database)
    require_ready(database)
    assert content(database, like=first) == first


def test_full_database_can_be_taken_back_and_forth(database):
    migrate(database, "0001")
    fill(database)
    first = content(database)
    migrate(database)
    fill(database)
    assert all(content(database).values())
    downgrade(database, "0001")
    assert content(database) == first
    migrate(database)
    fill(database)
    downgrade(database, "base")
    with database.engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate(database)
    require_ready(database)


def test_every_step_down_and_up_holds_on_a_full_database(database):
    migrate(database)
    fill(database)
    for number in range(int(HEAD), 1, -1):
        before = f"{number - 1:04}"
        downgrade(database, before)
        migrate(database, f"{number:04}")
        fill(database)
        downgrade(database, before)
    migrate(database)
    require_ready(database)


def test_text_compares_by_code_point_on_every_system(database):
    migrate(database)
    names = ["x10", "X2", "x2", "x-1", "王", "李", "Ä"]
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE shown (id INTEGER, name VARCHAR)"))
    migrate(database)  # a table that came later is put right as well
    with database.engine.begin() as connection:
        for name in names:
            connection.execute(text("INSERT INTO shown VALUES (1, :name)"), {"name": name})
        found = connection.scalars(text("SELECT name FROM shown ORDER BY name")).all()
    assert found == sorted(names)
