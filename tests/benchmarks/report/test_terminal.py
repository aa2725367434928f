"""The terminal's tables show every strategy, and failures with their reason."""

from rich.console import Console

from benchmarks.comparison.frame import frame_of
from benchmarks.report.terminal import tables
from tests.compared import failed, record


def _printed(*records):
    console = Console(width=240)
    with console.capture() as shown:
        for table in tables(frame_of(records)):
            console.print(table)
    return shown.get()


def test_failure_stands_below_its_table():
    shown = _printed(record("engine"), failed("vroom", error="[red]boom[/]"))
    assert "engine" in shown
    assert "vroom" in shown
    assert "[red]boom[/]" in shown, "brackets are no markup"


def test_nothing_run_prints_nothing():
    assert _printed() == ""
