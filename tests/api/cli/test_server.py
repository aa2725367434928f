"""serve finds a free port, says where it is, and ends on Ctrl-C."""

import signal
import socket
import time
from urllib.request import urlopen

import pytest
import typer

from api.cli import server
from tests.commands import start


@pytest.fixture
def busy():
    """A port that is taken while the next one most probably is free."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_free_port_is_used():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    with server.listen("127.0.0.1", free) as bound:
        assert bound.getsockname()[1] == free


def test_any_free_port(capsys):
    with server.listen("127.0.0.1", 0) as bound:
        assert bound.getsockname()[1] > 0
    assert not capsys.readouterr().out


def test_a_host_that_others_can_reach_is_said(capsys):
    with server.listen("0.0.0.0", 0):  # noqa: S104, that is what is tested
        assert "anybody can read names and phones" in " ".join(capsys.readouterr().out.split())


def test_taken_port_gives_way_to_the_next_free_one(busy, capsys):
    with server.listen("127.0.0.1", busy) as bound:
        used = bound.getsockname()[1]
        assert busy < used < busy + server.TRIED_PORTS
    said = capsys.readouterr().out
    assert f"端口 {busy} 已被占用，改用 {used}" in said


def test_all_ports_taken(busy, monkeypatch):
    monkeypatch.setattr(server, "TRIED_PORTS", 1)
    with pytest.raises(typer.BadParameter, match=f"{busy}"):
        server.listen("127.0.0.1", busy)


def test_host_that_is_none():
    with pytest.raises(typer.BadParameter, match=r"nowhere\.invalid"):
        server.listen("nowhere.invalid", 0)


def test_serving_next_to_a_busy_port_until_ctrl_c(busy, tmp_path):
    process = start("serve", "--port", busy, data=tmp_path)
    assert process.stdout is not None
    try:
        moved = process.stdout.readline()
        assert f"port {busy} is taken" in moved
        used = int(moved.split("改用 ")[1].split(" ")[0])
        assert f"http://127.0.0.1:{used}/" in process.stdout.readline()
        with urlopen(f"http://127.0.0.1:{used}/readyz") as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        stdout, stderr = process.communicate(timeout=20)
        assert time.monotonic() - began < 10
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0
    assert "服务已停止" in stdout
    assert "Traceback" not in stderr
