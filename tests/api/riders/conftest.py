"""Two canteens, three riders and a volunteer, in a database."""

import pytest

from tests.riding import with_riders


@pytest.fixture
def database(tmp_path):
    with with_riders(tmp_path) as database:
        yield database


@pytest.fixture
def session(database):
    with database.session() as session:
        yield session
