"""What PostgreSQL leaves to the database's owner and SQLite does by itself."""

from __future__ import annotations

from sqlalchemy import Connection, text

from api.errors import NotReady

_BY_LANGUAGE = text("""
    SELECT class.relname AS "table", attribute.attname AS "column",
           format_type(attribute.atttypid, attribute.atttypmod) AS "type"
    FROM pg_attribute AS attribute JOIN pg_class AS class ON class.oid = attribute.attrelid
    WHERE class.relnamespace = current_schema()::regnamespace AND class.relkind = 'r'
      AND class.relname <> 'alembic_version' AND NOT attribute.attisdropped
      AND attribute.attcollation = '"default"'::regcollation
    ORDER BY class.relname, attribute.attnum
""")
"""The text columns that compare by the rules of the database's language."""


def require_utf8(connection: Connection) -> None:
    """Refuse a database that cannot hold Chinese.

    Raises
    ------
    NotReady
        When PostgreSQL stores text in another encoding; SQLite always has a fitting one.
    """
    if connection.dialect.name == "postgresql":
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            name = connection.engine.url.database
            raise NotReady("database_encoding", encoding=encoding, name=name)


def compare_by_code_point(connection: Connection) -> None:
    """Let text compare like in SQLite and in Python, whatever the server's language is.

    Orders of ids decide ties in planning: the same roster must give the same plan on every
    server, also after an upgrade of its operating system changed the rules of a language.
    """
    if connection.dialect.name == "postgresql":
        for column in connection.execute(_BY_LANGUAGE).all():
            quoted = connection.dialect.identifier_preparer.quote
            connection.exec_driver_sql(
                f"ALTER TABLE {quoted(column.table)} ALTER COLUMN {quoted(column.column)} "
                f'TYPE {column.type} COLLATE "C"'
            )
