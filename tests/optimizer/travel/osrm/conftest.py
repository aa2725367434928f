"""Roads that several tests share: built once, served once."""

import pytest

from tests import roads


@pytest.fixture(scope="session")
def central(tmp_path_factory):
    """E-bike roads of the middle of Shanghai, both sides of the Huangpu."""
    roads.require_tools()
    real = roads.shared_map("shanghai_central_r5km")
    return roads.built(real, tmp_path_factory.mktemp("central"), "ebike")


@pytest.fixture(scope="session")
def central_server(central):
    """The address of OSRM's server on those roads."""
    with roads.routed(central) as url:
        yield url


@pytest.fixture(scope="session")
def village(tmp_path_factory):
    """Two streets of 1 km that meet, one of them one-way, and a street beyond a river."""
    roads.require_tools()
    folder = tmp_path_factory.mktemp("village")
    file = roads.write_map(
        folder / "village.osm",
        [
            ([(0, 0), (500, 0), (1_000, 0)], {"highway": "residential"}),
            ([(500, 0), (500, 1_000)], {"highway": "residential", "oneway": "yes"}),
            ([(0, 3_000), (1_000, 3_000)], {"highway": "residential"}),
        ],
    )
    return roads.built(file, folder / "roads", "ebike", "tricycle")


@pytest.fixture(scope="session")
def village_server(village):
    """The address of OSRM's server on the village's roads."""
    with roads.routed(village) as url:
        yield url
