"""SQLite as a server needs it: write-ahead log, foreign keys, patient writers."""

import threading

import pytest
from sqlalchemy import ForeignKey, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from api.db.engine import READ_ONLY, engine_for


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
def engine(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path}/folder/test.db")
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Kitchen(id=1))
    yield engine
    engine.dispose()


def test_write_ahead_log_and_foreign_keys_are_on(engine):
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_foreign_keys_bind(engine):
    with pytest.raises(IntegrityError), Session(engine) as session, session.begin():
        session.add(Pot(id=1, kitchen=2))


def test_tables_roll_back_with_the_rest(engine):
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.rollback()
    with engine.connect() as connection, pytest.raises(OperationalError, match="no such table"):
        connection.execute(text("SELECT * FROM half"))


def test_writers_that_read_first_take_turns(engine):
    def cook():
        for _ in range(20):
            with Session(engine) as session, session.begin():
                session.get_one(Kitchen, 1).meals += 1

    cooks = [threading.Thread(target=cook) for _ in range(4)]
    for thread in cooks:
        thread.start()
    for thread in cooks:
        thread.join()
    with Session(engine) as session:
        assert session.get_one(Kitchen, 1).meals == 80


def test_readers_do_not_wait_for_a_writer(engine):
    with Session(engine) as writer, writer.begin():
        writer.get_one(Kitchen, 1).meals = 7
        writer.flush()
        with Session(engine.execution_options(**{READ_ONLY: True})) as reader:
            assert reader.get_one(Kitchen, 1).meals == 0


def test_errors_do_not_show_what_was_written(engine):
    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(text("INSERT INTO pots VALUES (1, :kitchen)"), {"kitchen": "老人甲"})
    assert "老人甲" not in str(caught.value)
