"""Both database systems as a server needs them: patient writers, one view a reader, no leaks."""

import threading

import pytest
from sqlalchemy import ForeignKey, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from api.db.engine import engine_for, reading
from tests.systems import settings_in


class Base(DeclarativeBase):
    pass


class Kitchen(Base):
    __tablename__ = "kitchens"
    id: Mapped[int] = mapped_column(primary_key=True)
    meals: Mapped[int] = mapped_column(default=0)


class Pot(Base):
    __tablename__ = "pots"
    id: Mapped[int] = mapped_column(primary_key=True)
    kitchen: Mapped[int] = mapped_column(ForeignKey("kitchens.id"))


@pytest.fixture
def engine(tmp_path, system):
    engine = engine_for(settings_in(tmp_path / "folder").database_url)
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Kitchen(id=1))
    yield engine
    engine.dispose()


@pytest.fixture
def server(postgresql_system):
    """An engine on PostgreSQL alone."""
    engine = engine_for(postgresql_system.server.url("postgres"))
    yield engine
    engine.dispose()


def cook(engine, meals=1):
    with Session(engine) as session, session.begin():
        session.get_one(Kitchen, 1).meals += meals


def meals(session):
    return session.scalar(text("SELECT meals FROM kitchens"))


def test_sqlite_has_write_ahead_log_and_foreign_keys(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path}/folder/test.db")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


def test_foreign_keys_bind(engine):
    with pytest.raises(IntegrityError), Session(engine) as session, session.begin():
        session.add(Pot(id=1, kitchen=2))


def test_tables_roll_back_with_the_rest(engine):
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.rollback()
    with engine.connect() as connection, pytest.raises(DBAPIError, match=r"half"):
        connection.execute(text("SELECT * FROM half"))


def test_writers_that_read_first_take_turns(engine):
    def work():
        for _ in range(20):
            cook(engine)

    cooks = [threading.Thread(target=work) for _ in range(4)]
    for thread in cooks:
        thread.start()
    for thread in cooks:
        thread.join()
    with Session(reading(engine)) as session:
        assert meals(session) == 80


def test_writer_does_not_wait_for_ever(engine, monkeypatch):
    monkeypatch.setattr("api.db.engine.BUSY_MILLISECONDS", 50)
    impatient = engine_for(engine.url.render_as_string(hide_password=False))
    with engine.begin(), pytest.raises(DBAPIError, match=r"locked|lock timeout"):
        cook(impatient)
    impatient.dispose()


def test_readers_do_not_wait_for_a_writer(engine):
    with Session(engine) as writer, writer.begin():
        writer.get_one(Kitchen, 1).meals = 7
        writer.flush()
        with Session(reading(engine)) as reader:
            assert meals(reader) == 0


def test_reader_sees_one_state_of_the_data_throughout(engine):
    with Session(reading(engine)) as reader:
        assert meals(reader) == 0
        cook(engine, 7)
        assert meals(reader) == 0
    with Session(reading(engine)) as reader:
        assert meals(reader) == 7


def test_postgresql_does_not_let_a_reader_write(server):
    with Session(reading(server)) as reader, pytest.raises(DBAPIError, match="read-only"):
        reader.execute(text("CREATE TABLE pots (id INTEGER)"))


def test_connections_cut_by_a_restart_are_made_anew(server, postgresql_system):
    query = text("SELECT pg_backend_pid()")
    with server.begin() as connection:
        before = connection.scalar(query)
    postgresql_system.server.run(f"SELECT pg_terminate_backend({before}, 5000)")
    with server.begin() as connection:
        assert connection.scalar(query) != before


def test_errors_do_not_show_what_was_written(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path}/test.db")
    Base.metadata.create_all(engine)
    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(text("INSERT INTO pots VALUES (1, :kitchen)"), {"kitchen": "老人甲"})
    assert "老人甲" not in str(caught.value)
    engine.dispose()
