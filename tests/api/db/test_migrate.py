"""The migrations make exactly the tables that the code expects, and can be taken back."""

import shutil

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from api.db import Database, migrate, require_ready
from api.db.errors import KeyMissing, KeyWrong
from api.db.keys import make_key
from api.db.migrate import config, heads
from api.db.tables import Base
from api.errors import NotReady
from api.settings import Settings
from tests.days import migrated, save_roster, small_roster
from tests.systems import settings_in

(HEAD,) = heads()


@pytest.fixture
def database(tmp_path, system):
    with migrated(tmp_path) as database:
        yield database


def test_migrated_tables_equal_the_mapped_ones(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_checks_and_names_equal_the_mapped_ones(database, tmp_path):
    mapped = Database(settings_in(tmp_path / "mapped"))
    Base.metadata.create_all(mapped.engine)

    def constraints(inspector, table):
        return {
            *(check["name"] for check in inspector.get_check_constraints(table)),
            *(index["name"] for index in inspector.get_indexes(table)),
            *(unique["name"] for unique in inspector.get_unique_constraints(table)),
            *(key["name"] for key in inspector.get_foreign_keys(table)),
            inspector.get_pk_constraint(table)["name"],
        }

    for table in Base.metadata.tables:
        found = constraints(inspect(database.engine), table)
        assert found == constraints(inspect(mapped.engine), table)
    mapped.close()


def test_everything_can_be_taken_back(database):
    with database.engine.begin() as connection:
        command.downgrade(config(connection), "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrate(database)
    require_ready(database)


def test_migrating_again_changes_nothing(database):
    key = database.cipher.path.read_bytes()
    migrate(database)
    require_ready(database)
    assert database.cipher.path.read_bytes() == key


def test_empty_database_is_not_ready(tmp_path, system):
    database = Database(settings_in(tmp_path))
    with pytest.raises(NotReady, match=HEAD):
        require_ready(database)
    assert not database.cipher.path.exists()
    database.close()


def test_file_that_is_no_database_is_not_ready(tmp_path):
    (tmp_path / "songcan.db").write_bytes(b"no database" * 100)
    database = Database(Settings(data_folder=tmp_path))
    with pytest.raises(NotReady, match="DatabaseError"):
        require_ready(database)
    database.close()


def test_file_that_is_no_database_cannot_be_migrated(tmp_path):
    (tmp_path / "songcan.db").write_bytes(b"no database" * 100)
    database = Database(Settings(data_folder=tmp_path))
    with pytest.raises(NotReady, match="SONGCAN_DATABASE_URL"):
        migrate(database)
    database.close()


def test_database_of_a_later_release_is_left_alone(database):
    with database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotReady, match="9999"):
        migrate(database)


def test_lost_key_is_not_replaced(database):
    database.cipher.path.unlink()
    reopened = Database(settings_in(database.cipher.path.parent))
    for step in (migrate, require_ready):
        with pytest.raises(KeyMissing):
            step(reopened)
    assert not database.cipher.path.exists()
    reopened.close()


@pytest.mark.usefixtures("database")
def test_other_database_needs_its_own_key(tmp_path):
    other = tmp_path / "other"
    make_key(other / "songcan.key")
    shutil.copy(tmp_path / "songcan.key", tmp_path / "kept.key")
    shutil.copy(other / "songcan.key", tmp_path / "songcan.key")
    reopened = Database(settings_in(tmp_path))
    for step in (migrate, require_ready):
        with pytest.raises(KeyWrong, match=r"songcan\.key"):
            step(reopened)
    reopened.close()


def test_failed_migration_leaves_nothing_behind(tmp_path, system):
    (tmp_path / "songcan.key").write_bytes(b"no key")
    database = Database(settings_in(tmp_path))
    with pytest.raises(Exception, match=r"songcan\.key"):
        migrate(database)
    assert inspect(database.engine).get_table_names() == []
    database.close()


def test_stored_bytes_show_no_personal_data(database, tmp_path, system):
    roster = small_roster()
    with database.session() as session:
        save_roster(session, roster)
    database.close()
    content = system.content(tmp_path)
    assert roster.residents[0].address.encode() in content
    secret = {text for r in roster.residents for text in (r.name, r.phone, r.door, r.door_note)}
    secret |= {text for r in roster.riders for text in (r.name, r.phone)}
    assert not [text for text in secret if text and text.encode() in content]
