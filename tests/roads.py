"""Real roads for tests: maps, OSRM's own tools, a server process."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from optimizer.errors import TravelUnavailable
from optimizer.problem import Location
from optimizer.travel.geodesic import Geodesic, Profile
from optimizer.travel.osrm.build import build
from optimizer.travel.osrm.errors import BindingsMissing
from optimizer.travel.osrm.http import OsrmServers
from optimizer.travel.osrm.manifest import DATA
from optimizer.travel.osrm.tools import tool

MAPS = Path(__file__).parents[2] / "shared" / "osm"
SOUTH_WEST = (121.400, 31.250)
METRES_PER_DEGREE = (95_290.0, 110_870.0)
"""Longitude and latitude, at 31.25 degrees north."""

PLAIN = Geodesic(
    {
        "ebike": Profile(speed_kmh=15, detour=1.35),
        "tricycle": Profile(speed_kmh=12, detour=1.35),
        "van": Profile(speed_kmh=22, detour=1.4),
        "foot": Profile(speed_kmh=4.5, detour=1.25),
    }
)


def require_tools() -> None:
    """Skip where OSRM's tools are not installed, or fail where they must be."""
    try:
        tool("osrm-extract")
    except BindingsMissing:
        if os.environ.get("SONGCAN_REQUIRE_ROADS"):
            raise
        pytest.skip("OSRM's tools are neither installed by songcan[roads] nor on the path")


def shared_map(name: str) -> Path:
    """A real map beside the checkout."""
    file = MAPS / f"{name}.osm.pbf"
    if not file.is_file():
        pytest.skip(f"no map ../shared/osm/{file.name} beside the checkout")
    return file


def at(x: float, y: float) -> tuple[float, float]:
    """The point ``x`` metres east and ``y`` metres north of the toy maps' corner."""
    return (
        SOUTH_WEST[0] + x / METRES_PER_DEGREE[0],
        SOUTH_WEST[1] + y / METRES_PER_DEGREE[1],
    )


def place(name: str, x: float, y: float) -> Location:
    """A location of the toy maps."""
    lon, lat = at(x, y)
    return Location(id=name, lon=lon, lat=lat)


def write_map(
    file: Path,
    ways: Sequence[tuple[Sequence[tuple[float, float]], Mapping[str, str]]],
    nodes: Mapping[tuple[float, float], Mapping[str, str]] | None = None,
) -> Path:
    """An OSM file of ``ways`` through points in metres, with tags; ``nodes`` tags single points."""
    root = Xml.Element("osm", version="0.6")
    numbers: dict[tuple[float, float], str] = {}
    for points, _ in ways:
        for point in points:
            numbers.setdefault(point, str(len(numbers) + 1))
    for point, number in numbers.items():
        lon, lat = at(*point)
        node = Xml.SubElement(
            root, "node", id=number, lon=f"{lon:.7f}", lat=f"{lat:.7f}", version="1"
        )
        _tag(node, (nodes or {}).get(point, {}))
    for row, (points, tags) in enumerate(ways, start=1):
        way = Xml.SubElement(root, "way", id=str(row), version="1")
        for point in points:
            Xml.SubElement(way, "nd", ref=numbers[point])
        _tag(way, tags)
    Xml.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file


def _tag(element: Xml.Element, tags: Mapping[str, str]) -> None:
    for key, value in tags.items():
        Xml.SubElement(element, "tag", k=key, v=value)


def built(map_file: Path, folder: Path, *profiles: str) -> Path:
    """The roads of ``profiles`` in ``folder``."""
    for profile in profiles:
        build(map_file, profile, folder / profile)
    return folder


@contextmanager
def routed(roads: Path, profile: str = "ebike", **options: object) -> Iterator[str]:
    """OSRM's own server on these roads; its address. ``options`` are the server's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    named = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    server = subprocess.Popen(  # noqa: S603, OSRM's server on our own roads
        [tool("osrm-routed"), "-i", "127.0.0.1", "-p", str(port), *named, roads / profile / DATA],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(server, url)
        yield url
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(600):
        try:
            OsrmServers(url=url).of("ebike").stamp()
        except TravelUnavailable:
            if server.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)
