"""A PostgreSQL server of the tests' own, started for one run; and a word on what lacks it.

Its text order is Chinese, its encoding UTF-8, and every login needs a password: what works here
does not rest on a server's defaults. PostgreSQL refuses to run as root, so root starts it as
another user.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

PASSWORD = "p@ss/wört"  # noqa: S105, of a server that only the tests reach
PORT = 5432
PATIENCE = 60
"""Seconds that the server may take to start."""

QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "100",
    "listen_addresses": "",
}
"""Nothing here has to survive a power cut, and nobody listens to the network."""


def binaries() -> Path | None:
    """The folder of Debian's newest server programs, or the one on the path; POSIX only."""
    if os.name != "posix":
        return None
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def require() -> Path:
    """Skip where PostgreSQL is missing; in CI, which installs it, that is a failure."""
    found = binaries()
    if found is not None:
        return found
    reason = "needs Debian's postgresql"
    if os.environ.get("SONGCAN_REQUIRE_POSTGRES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, reached through a socket in ``folder``."""

    folder: Path

    def url(self, database: str, *, password: str = PASSWORD, user: str = "songcan") -> str:
        """The address of a database."""
        from sqlalchemy import URL

        query = {"host": str(self.folder), "port": str(PORT)}
        url = URL.create(
            "postgresql", username=user, password=password, database=database, query=query
        )
        return url.render_as_string(hide_password=False)

    def run(self, statement: str, *names: str, database: str = "postgres") -> None:
        """Run a statement of administration, its ``{}`` filled with quoted names."""
        with self.connect(database) as connection:
            query = sql.SQL(statement).format(*map(sql.Identifier, names)) if names else statement
            connection.execute(query)

    def connect(self, database: str) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection past SQLAlchemy, each statement its own transaction."""
        return psycopg.connect(
            host=str(self.folder),
            port=PORT,
            user="songcan",
            password=PASSWORD,
            dbname=database,
            autocommit=True,
        )


@contextmanager
def running() -> Iterator[Server]:
    """A new server, gone with all its data at the end."""
    programs = require()
    # Not pytest's folder: that one is closed to other users, and too long for a socket's name.
    folder = Path(tempfile.mkdtemp(prefix="songcan-pg-"))
    try:
        who = _somebody(folder)
        _initialise(programs, folder, who)
        with _serving(programs, folder, who):
            yield Server(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody(folder: Path) -> dict[str, Any]:
    """Arguments that run a program as somebody who is not root and owns ``folder``."""
    import pwd  # where there are sockets in folders, there is this

    if os.getuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    entry = pwd.getpwnam(name)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _initialise(programs: Path, folder: Path, who: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    if who:
        os.chown(secret, who["user"], who["group"])
    options = (
        *("--pgdata", str(folder / "data"), "--username", "songcan", "--encoding", "UTF8"),
        *("--auth", "scram-sha-256", "--pwfile", str(secret), "--no-sync"),
        *("--locale-provider", "icu", "--icu-locale", "zh-Hans-CN", "--locale", "C.UTF-8"),
    )
    done = subprocess.run(  # noqa: S603, our own arguments
        [programs / "initdb", *options],
        check=False,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **who,
    )
    assert done.returncode == 0, done.stdout


@contextmanager
def _serving(programs: Path, folder: Path, who: dict[str, Any]) -> Iterator[None]:
    options = [part for name, value in QUICK.items() for part in ("-c", f"{name}={value}")]
    place = ["-D", str(folder / "data"), "-k", str(folder), "-p", str(PORT)]
    bound = shutil.which("setpriv")  # Linux: the server ends with the tests, even killed ones
    before = [bound, "--pdeathsig", "INT"] if bound else []
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603, our own arguments
            [*before, programs / "postgres", *place, *options],
            cwd=folder,
            stdout=log,
            stderr=log,
            **who,
        )
    try:
        _wait(server, Server(folder))
        yield
    finally:
        server.send_signal(signal.SIGINT)  # the fast way: it waits for nobody
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(process: subprocess.Popen[bytes], server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.connect("postgres").close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                log = (server.folder / "log").read_text(encoding="utf-8", errors="replace")
                pytest.fail(f"PostgreSQL does not start: {log[-2000:]}")
            time.sleep(0.05)
        else:
            return
