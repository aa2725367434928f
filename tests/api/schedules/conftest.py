"""The small day, published and served over real HTTP, once a database system for all tests."""

from collections.abc import Iterator

import httpx
import pytest

from tests.serving import serving_small_day


@pytest.fixture(scope="session")
def served_folder(system, tmp_path_factory):
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def client(served_folder) -> Iterator[httpx.Client]:
    with serving_small_day(served_folder) as client:
        yield client
