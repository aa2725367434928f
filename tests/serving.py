"""The application over real HTTP, as clients meet it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from tests.days import edit_small_day, migrated, publish_small_day
from tests.systems import settings_in


@contextmanager
def serving(app: FastAPI) -> Iterator[httpx.Client]:
    """Serve ``app`` on a free port until the end of the block; a client that knows its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                if not thread.is_alive():
                    raise RuntimeError("the application did not start")
                time.sleep(0.005)
            port = listening.getsockname()[1]
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def serving_small_day(folder: Path) -> Iterator[httpx.Client]:
    """Serve the small day, published in a database in ``folder``."""
    with migrated(folder) as database, database.session() as session:
        publish_small_day(session)
    with serving(create_app(settings_in(folder))) as client:
        yield client


@contextmanager
def serving_edited_day(folder: Path) -> Iterator[httpx.Client]:
    """Serve the small day: published as version 1, edited twice, once undone as version 4."""
    with migrated(folder) as database, database.session() as session:
        publish_small_day(session)
        edit_small_day(session)
    with serving(create_app(settings_in(folder))) as client:
        yield client
