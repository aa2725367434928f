"""A map provider on this computer: it answers as the real ones do, which cannot be reached."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Provider:
    """What the provider answers next, and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.status, self.answer, self.silent = 200, "{}", threading.Event()
        self.silent.set()
        self.asked: list[tuple[str, dict[str, str]]] = []

    def answers(self, page: Any, status: int = 200) -> None:
        """Answer with ``page``, as JSON unless it is text already."""
        self.answer = page if isinstance(page, str) else json.dumps(page, ensure_ascii=False)
        self.status = status


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider at an address of its own until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            fields = {name: values[-1] for name, values in parse_qs(split.query).items()}
            provider.asked.append((split.path, fields))
            provider.silent.wait(5)
            self.send_response(provider.status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.end_headers()
            self.wfile.write(provider.answer.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider = Provider(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield provider
        finally:
            provider.silent.set()
            server.shutdown()
            thread.join()
