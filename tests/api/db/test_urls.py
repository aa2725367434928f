"""Addresses of databases: every usual spelling is taken, and no password is ever shown."""

import pytest
from sqlalchemy import make_url

from api.db.urls import database_url, place
from api.errors import NotReady

SECRET = "g%40heim"  # noqa: S105, of no server


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_psycopg_3(scheme):
    url = database_url(f"{scheme}://ann:{SECRET}@db.example:6432/meals")
    assert url.get_driver_name() == "psycopg"
    assert (url.password, place(url)) == ("g@heim", "db.example:6432/meals")


def test_sqlite_stays_as_it_is():
    assert database_url("sqlite:////data/songcan.db") == make_url("sqlite:////data/songcan.db")
    assert place(make_url("sqlite:////data/songcan.db")) == "/data/songcan.db"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql:///meals?host=/run/pg&port=6432", "/run/pg:6432/meals"),
        ("postgresql:///meals?host=/run/pg", "/run/pg:5432/meals"),
        ("postgresql://ann@/", "localhost:5432/ann"),
    ],
)
def test_place_of_postgresql(address, shown):
    assert place(database_url(address)) == shown


@pytest.mark.parametrize(
    "address",
    [
        f"mysql://ann:{SECRET}@host/meals",
        f"postgresql+psycopg2://ann:{SECRET}@host/meals",
        f"postgresql//ann:{SECRET}@host/meals",
        f"postgresql://ann:{SECRET}@host:port/meals",
        f"ann:{SECRET}@host/meals",
        f"postgresql://ann:p@{SECRET}@host/meals",
        f"postgresql://ann:12@34/{SECRET}@host/meals",
    ],
)
def test_other_addresses_are_refused_without_their_password(address):
    with pytest.raises(NotReady, match=r"DATABASE_URL.*postgresql://") as caught:
        database_url(address)
    assert caught.value.code == "DATABASE_URL_UNUSABLE"
    assert SECRET not in str(caught.value)
