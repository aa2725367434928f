"""A build is whole or not there, and its stamp changes with whatever changes the times."""

from dataclasses import replace
from typing import Any

import pytest

from optimizer.travel.osrm.build import build
from optimizer.travel.osrm.errors import BindingsMissing, BuildFailed
from optimizer.travel.osrm.manifest import DATA, FILE, Manifest
from tests import roads

MANIFEST = Manifest(
    profile="ebike",
    map="city.osm.pbf",
    map_sha256="1" * 64,
    profile_sha256="2" * 64,
    osrm="v26.10.0",
    built="2026-03-02T10:00:00+00:00",
)


def changed(key: str) -> Manifest:
    values: dict[str, Any] = {key: "another"}
    return replace(MANIFEST, **values)


@pytest.fixture
def street(tmp_path):
    return roads.write_map(
        tmp_path / "street.osm", [([(0, 0), (1_000, 0)], {"highway": "residential"})]
    )


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    MANIFEST.write(tmp_path)
    assert Manifest.read(tmp_path, "ebike") == MANIFEST


@pytest.mark.parametrize("key", ["map_sha256", "profile_sha256", "osrm"])
def test_the_stamp_changes_with_what_decides_the_times(key):
    assert changed(key).stamp != MANIFEST.stamp


@pytest.mark.parametrize("key", ["map", "built"])
def test_the_stamp_stays_for_a_map_renamed_or_built_again(key):
    assert changed(key).stamp == MANIFEST.stamp


def test_steps_are_told_and_the_manifest_says_what_was_built(street, tmp_path):
    roads.require_tools()
    steps: list[str] = []
    made = build(street, "ebike", tmp_path / "roads" / "ebike", steps.append)
    assert steps == ["osrm-extract", "osrm-contract"]
    assert made.map == "street.osm"
    assert Manifest.read(tmp_path / "roads" / "ebike", "ebike") == made
    assert [place.name for place in (tmp_path / "roads").iterdir()] == ["ebike"]


def test_a_second_build_takes_the_place_of_the_first(street, tmp_path):
    roads.require_tools()
    folder = tmp_path / "ebike"
    first = build(street, "ebike", folder)
    roads.write_map(street, [([(0, 0), (500, 0)], {"highway": "residential"})])
    second = build(street, "ebike", folder)
    assert Manifest.read(folder, "ebike") == second
    assert second.stamp != first.stamp


def test_a_build_that_fails_leaves_what_was_there(street, tmp_path):
    roads.require_tools()
    folder = tmp_path / "roads" / "ebike"
    before = build(street, "ebike", folder)
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"no map")
    with pytest.raises(BuildFailed, match="osrm-extract"):
        build(broken, "ebike", folder)
    assert Manifest.read(folder, "ebike") == before
    assert {place.name for place in folder.parent.iterdir()} == {"ebike"}


def test_a_map_without_roads(tmp_path):
    roads.require_tools()
    empty = roads.write_map(tmp_path / "empty.osm", [([(0, 0), (9, 0)], {"waterway": "river"})])
    with pytest.raises(BuildFailed):
        build(empty, "ebike", tmp_path / "ebike")
    assert not (tmp_path / "ebike").exists()


def test_no_tools(street, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("optimizer.travel.osrm.tools.find_spec", lambda name: None)
    with pytest.raises(BindingsMissing, match="osrm-extract"):
        build(street, "ebike", tmp_path / "ebike")


def test_roads_hold_what_the_server_wants(village):
    assert {FILE, f"{DATA}.hsgr"} <= {file.name for file in (village / "ebike").iterdir()}
