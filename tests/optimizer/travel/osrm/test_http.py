"""OSRM's server answers us; whatever else answers, or nobody, is refused with what to do."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest

from optimizer.errors import TravelUnavailable
from optimizer.travel.osrm.errors import BadAnswer, ServerRefuses, ServerUnreachable
from optimizer.travel.osrm.http import OsrmServers
from tests import roads

TWO = [roads.at(0, 0), roads.at(1_000, 0)]


def server_at(url, **options):
    return OsrmServers(url=url, **options).of("ebike")


@contextmanager
def answering(body, status=200):
    """A server that is no OSRM: it answers every request with ``body``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Be quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def answer(**changes):
    """OSRM's answer for two places, with changes."""
    waypoints = [{"distance": 1.5, "location": [0, 0], "name": ""}] * 2
    whole = {
        "code": "Ok",
        "durations": [[0, 10.5], [None, 0]],
        "distances": [[0, 40], [None, 0]],
        "sources": waypoints,
        "destinations": waypoints,
    }
    return json.dumps(whole | changes).encode()


def test_a_street_there_and_back(village_server):
    table = server_at(village_server).table(TWO, TWO)
    assert table.seconds[0, 1] == pytest.approx(240, rel=0.01)  # 1 km at 15 km/h
    assert table.metres == pytest.approx(np.array([[0, 1_000], [1_000, 0]]), rel=0.01)
    assert table.source_metres.max() < 1


def test_sources_and_destinations_are_rows_and_columns(village_server):
    server = server_at(village_server)
    four = [*TWO, roads.at(500, 1_000), roads.at(500, 0)]
    whole, part = server.table(four, four), server.table(four[:3], four[2:])
    assert part.seconds == pytest.approx(whole.seconds[:3, 2:], nan_ok=True)
    assert part.metres == pytest.approx(whole.metres[:3, 2:], nan_ok=True)


def test_a_single_place(village_server):
    table = server_at(village_server).table(TWO[:1], TWO[:1])
    assert table.seconds.tolist() == [[0]]


def test_the_stamp_of_the_build_comes_through(village_server):
    assert server_at(village_server).stamp().profile == "ebike"


def test_a_connection_closed_meanwhile_is_opened_again(village):
    with roads.routed(village, keepalive_timeout=1) as url:
        server = server_at(url)
        first = server.table(TWO, TWO)
        server._connection.sock.shutdown(socket.SHUT_RDWR)
        assert (server.table(TWO, TWO).seconds == first.seconds).all()


def test_more_than_the_server_takes(village):
    four = [*TWO, roads.at(500, 1_000), roads.at(500, 0)]
    with roads.routed(village, max_table_size=3) as url:
        assert server_at(url).table(four[:3], four[1:]).seconds.shape == (3, 3)
        with pytest.raises(ServerRefuses) as told:
            server_at(url).table(four, four)
    assert told.value.values["code"] == "TooBig"
    assert "SONGCAN_OSRM_MAX_TABLE_SIZE" in str(told.value)


def test_nobody_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ServerUnreachable, match="SONGCAN_OSRM_URL"):
            server_at(url).stamp()


def test_nobody_answers_in_time():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ServerUnreachable):
            server_at(url, timeout=0.05).stamp()


def test_no_such_host():
    with pytest.raises(ServerUnreachable):
        server_at("http://no.such.host.invalid:5000").table(TWO, TWO)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"[]",
        b'{"code": 5}',
        answer(durations=None),
        answer(durations=[[0, 1]]),
        answer(durations=[[0, 1], [2]]),
        answer(durations=[[0, "far"], [1, 0]]),
        answer(durations=[[0, -3], [1, 0]]),
        answer(sources=[{"distance": 1}]),
        answer(sources=[{}, {}]),
        answer(destinations=[{"distance": None}] * 2),
        b"",
    ],
)
def test_what_is_no_answer(body):
    with answering(body) as url, pytest.raises(BadAnswer):
        server_at(url).table(TWO, TWO)


def test_null_means_that_no_road_leads_there():
    with answering(answer()) as url:
        table = server_at(url).table(TWO, TWO)
    assert np.isnan(table.seconds).tolist() == [[False, False], [True, False]]


def test_a_server_that_refuses_far_points_does_not_say_what_it_is():
    with answering(b'{"code": "NoSegment", "message": "121.4,31.2"}', 400) as url:
        assert server_at(url).stamp() is None


def test_errors_name_neither_places_nor_users():
    url = "http://127.0.0.1:1/below"
    with pytest.raises(TravelUnavailable) as told:
        server_at(url).table(TWO, TWO)
    assert "121.4" not in str(told.value)
    assert told.value.values["server"] == "127.0.0.1:1"


def test_each_vehicle_has_its_address():
    servers = OsrmServers(url="https://roads.example/{profile}/osrm")
    assert servers.of("van").address.path == "/van/osrm"
