"""Plan with a progress bar; Ctrl-C keeps the best plan found."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Generic, TypeVar

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from api.cli.console import err, say
from api.cli.texts import stacked, text
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Progress as Incumbent
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress
from optimizer.texts import Text

T = TypeVar("T")

PATIENCE = 0.1
"""Seconds between two looks at the strategy."""


def plan_with_progress(
    problem: Problem,
    strategy: str,
    stop: Stop,
    *,
    seed: int = 0,
    warm_start: Plan | None = None,
) -> Plan:
    """``optimizer.planning.solve`` with a bar on standard error, see ``with_progress``."""
    from optimizer.planning import solve

    def search(on_progress: OnProgress) -> Plan:
        return solve(
            problem, strategy, stop, seed=seed, warm_start=warm_start, on_progress=on_progress
        )

    return with_progress(strategy, stop, search)


def with_progress(strategy: str, stop: Stop, find: Callable[[OnProgress], T]) -> T:
    """What ``find`` finds with ``strategy``, with a bar on standard error meanwhile.

    The time limit begins once the strategy is prepared. It runs in a thread of its own, so that
    the bar moves and Ctrl-C is heard meanwhile; compiled code that holds Python's lock hears it at
    its next callback. The first Ctrl-C asks the strategy to stop, the second one gives up.
    """
    from optimizer.strategies import registry

    incumbents: deque[Incumbent] = deque(maxlen=1)

    def prepare_and_find() -> T:
        registry.get(strategy).prepare()
        stop.restart()
        return find(incumbents.append)

    search = _Search(prepare_and_find)
    with _interrupting(stop), _bar(strategy, stop) as bar:
        search.start()
        told = False
        while search.is_alive():
            search.join(PATIENCE)
            bar.advance(stop.elapsed(), incumbents[-1] if incumbents else None)
            if stop.requested.is_set() and not told:
                bar.tell(text("stopping"))
                told = True
    if stop.requested.is_set():
        say(text("stopped_early"), style="yellow", stderr=True)
    return search.found()


class _Search(threading.Thread, Generic[T]):
    """A search in the background; a daemon, so that nobody waits for it after giving up."""

    def __init__(self, search: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._search = search
        self._found: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._found.append(self._search())
        except BaseException as error:
            self._error = error

    def found(self) -> T:
        """What was found, or the error that ended the search."""
        if not self._found:
            raise self._error or RuntimeError("the search has not ended")
        return self._found[0]


@contextmanager
def _interrupting(stop: Stop) -> Iterator[None]:
    """Let the first Ctrl-C set ``stop.requested`` and the next one interrupt as usual."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def request(_number: int, _frame: FrameType | None) -> None:
        stop.requested.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, request)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _bar(strategy: str, stop: Stop) -> Iterator[_Bar]:
    """A bar on standard error for as long as the block lasts; hidden where no terminal is."""
    console = err()
    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TextColumn("{task.fields[incumbent]}", markup=False),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with progress:
        preparing = stacked(text("preparing"))
        yield _Bar(progress, progress.add_task(strategy, total=stop.seconds, incumbent=preparing))


@dataclass(frozen=True, slots=True)
class _Bar:
    """Elapsed time against the limit, with the incumbent."""

    progress: Progress
    task: TaskID

    def advance(self, seconds: float, incumbent: Incumbent | None) -> None:
        """Show how far the search is."""
        shown = {"incumbent": _words(incumbent)} if incumbent else {}
        self.progress.update(self.task, completed=seconds, **shown)  # type: ignore[arg-type]

    def tell(self, message: Text) -> None:
        """Print a message above the bar."""
        self.progress.console.print(str(message), style="yellow", markup=False)


def _words(incumbent: Incumbent) -> str:
    """Unserved meals, the most vulnerable tier first, and cost; short enough for 80 columns."""
    meals = "+".join(str(meals) for _, meals in sorted(incumbent.unserved_by_tier.items()))
    return stacked(text("incumbent", meals=meals or 0, cost=f"{incumbent.cost:,}"))
