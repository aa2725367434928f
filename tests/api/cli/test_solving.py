"""Ctrl-C keeps the best plan found; a second one gives up, even on a strategy that hangs.

The strategies here come from a package that a third party might install.
"""

import contextlib
import os
import pty
import signal
import time

import pytest

from api.files import read_plan, read_problem, write_problem
from optimizer.checker import check
from tests import toys
from tests.commands import start

STRATEGIES = '''
import time
from dataclasses import replace
from optimizer.stop import Progress
from optimizer.strategies.nearest import Nearest

class Endless(Nearest):
    """Goes on until it is told to stop."""
    name = "endless"
    def solve(self, problem, stop, seed, warm_start=None, on_progress=None):
        plan = super().solve(problem, stop, seed)
        open(READY, "w").close()
        while not stop.reached(0):
            on_progress(Progress(stop.elapsed(), 1, 0, {1: 0}))
            time.sleep(0.02)
        return plan

class Stubborn(Nearest):
    """Never stops."""
    name = "stubborn"
    def solve(self, problem, stop, seed, warm_start=None, on_progress=None):
        open(READY, "w").close()
        while True:
            time.sleep(0.02)

class Cheating(Nearest):
    """Forgets whom it does not serve."""
    name = "cheating"
    def solve(self, problem, stop, seed, warm_start=None, on_progress=None):
        open(READY, "w").close()
        return replace(super().solve(problem, stop, seed), riders=(), unserved=())
'''


@pytest.fixture
def third_party(tmp_path):
    """A folder with an installed package that registers these strategies."""
    folder = tmp_path / "installed"
    (folder / "third_party-1.dist-info").mkdir(parents=True)
    entries = "[songcan.strategies]\n" + "".join(
        f"{name.lower()} = third_party:{name}\n" for name in ("Endless", "Stubborn", "Cheating")
    )
    (folder / "third_party-1.dist-info" / "entry_points.txt").write_text(entries)
    (folder / "third_party-1.dist-info" / "METADATA").write_text("Name: third_party\nVersion: 1\n")
    (folder / "third_party.py").write_text(STRATEGIES.replace("READY", repr(str(tmp_path / "go"))))
    return folder


def started(tmp_path, third_party, strategy):
    write_problem(toys.line(), tmp_path / "problem.json")
    process = start(
        "solve", tmp_path / "problem.json", "-o", tmp_path / "plan.json",
        "--strategy", strategy, "--time-limit", 120,
        data=tmp_path, path=third_party,
    )  # fmt: skip
    while not (tmp_path / "go").exists() and process.poll() is None:
        time.sleep(0.02)
    return process


def test_ctrl_c_keeps_the_best_plan(tmp_path, third_party):
    process = started(tmp_path, third_party, "endless")
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=10)
    assert process.returncode == 0, stderr
    assert "保留了目前最好的方案" in stderr
    plan = read_plan(tmp_path / "plan.json")
    assert check(read_problem(tmp_path / "problem.json"), plan).ok
    assert len(plan.served()) == 3


def test_second_ctrl_c_gives_up(tmp_path, third_party):
    process = started(tmp_path, third_party, "stubborn")
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert "Ctrl-C" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode != 0
    assert not (tmp_path / "plan.json").exists()


def test_broken_plan_is_never_written(tmp_path, third_party):
    process = started(tmp_path, third_party, "cheating")
    _, stderr = process.communicate(timeout=10)
    assert process.returncode == 2
    assert "SERVED_ONCE" in stderr
    assert "Traceback" not in stderr
    assert not (tmp_path / "plan.json").exists()


def test_terminal_shows_bar_and_incumbent(tmp_path, third_party):
    """The bar needs a terminal: a pseudo-terminal stands in for one."""
    write_problem(toys.line(), tmp_path / "problem.json")
    ours, theirs = pty.openpty()
    with start(
        "solve", tmp_path / "problem.json", "-o", tmp_path / "plan.json",
        "--strategy", "endless", "--time-limit", 1.5,
        data=tmp_path, path=third_party, env={"COLUMNS": "80", "TERM": "xterm"}, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = read_all(ours)
        stdout, _ = process.communicate(timeout=10)
    assert process.returncode == 0, shown
    assert "endless" in shown
    assert "0 meals unserved, cost 0" in shown
    assert "0:00:01" in shown
    assert "\x1b" not in stdout, "no colours in a pipe"


def read_all(terminal):
    shown = b""
    with contextlib.suppress(OSError):  # how a pseudo-terminal says that nobody writes any more
        while chunk := os.read(terminal, 65_536):
            shown += chunk
    os.close(terminal)
    return shown.decode()
