"""Native code that cannot be interrupted, in a process of its own that can be ended.

A *worker* is a module that reads one JSON value a line from its input and answers with one line.
It is started once for many questions, sees the same cores, and ends with the ``with`` block or with
whoever asks.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import IO, Any, Self

from optimizer.errors import SongcanError
from optimizer.texts import Catalogue

text = Catalogue("benchmarks.peers")

POLL = 0.05
"""Seconds between two looks at the clock while a worker is busy."""


class PeerFailed(SongcanError):
    """The other system failed: its own words, and the module that asked it."""

    def __init__(self, module: str, words: str) -> None:
        self.module, self.words = module, words
        super().__init__(str(text("peer_failed", module=module, words=words)))


class Worker:
    """One process that answers questions, as long as it is not abandoned."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def prepare(self) -> None:
        """Have the process started and its modules loaded."""
        self.ask(None, lambda: False)

    def ask(self, question: object, give_up: Callable[[], bool]) -> dict[str, Any] | None:
        """The answer; None once ``give_up`` says so, and the worker is ended then.

        The answer to None is empty.

        Raises
        ------
        PeerFailed
            When the other system refuses the question or dies of it.
        """
        process = self._process = self._process or self._start()
        assert process.stdin is not None  # noqa: S101  # it is a pipe
        assert process.stdout is not None  # noqa: S101
        line = json.dumps(question) + "\n"
        Thread(target=_write, args=(process.stdin, line), daemon=True).start()
        while not select.select([process.stdout], [], [], POLL)[0]:
            if give_up():
                self._end()
                return None
        line = process.stdout.readline()
        if not line:
            raise PeerFailed(self._module, self._last_words())
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise PeerFailed(self._module, answer["error"])
        return answer

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 (our own module)
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def _last_words(self) -> str:
        code = self._process.wait() if self._process else None
        self._end()
        return f"exit {code}"

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(BrokenPipeError):
                    pipe.close()


def _write(pipe: IO[str], line: str) -> None:
    """Beside the wait for an answer, for a pipe takes no more until the other side reads."""
    with suppress(BrokenPipeError, ValueError):
        pipe.write(line)
        pipe.flush()


def serve(answer: Callable[[Any], Any]) -> None:
    """Answer questions until there are no more; what goes wrong is an answer, too."""
    for line in sys.stdin:
        question = json.loads(line)
        try:
            found = {} if question is None else answer(question)
        except Exception as error:  # told to whoever asked
            found = {"error": f"{type(error).__name__}: {error}"[:500]}
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
