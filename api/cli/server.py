"""Serving the application."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
from typing import TYPE_CHECKING

import typer

from api.cli.console import say
from api.cli.database import opened
from api.cli.options import (
    DEFAULT_STRATEGY,
    HostOption,
    PortOption,
    bad_parameter,
    settings_of,
)
from api.cli.texts import text

if TYPE_CHECKING:
    from api.settings import Settings

TRIED_PORTS = 20
"""How many ports are tried, from the one that was asked for."""


def serve(ctx: typer.Context, host: HostOption = None, port: PortOption = None) -> None:
    """Serve the page and the API."""
    settings = settings_of(ctx)
    with opened(settings):  # says in both languages what uvicorn would bury in a traceback
        pass
    run(settings, host or settings.host, settings.port if port is None else port)


def run(settings: Settings, host: str, port: int, path: str = "/") -> None:
    """Serve until Ctrl-C, on ``port`` or the next free one; ``path`` is what to look at."""
    import uvicorn

    from api.app import create_app

    listening = listen(host, port)
    address = f"http://{_named(host)}:{listening.getsockname()[1]}{path}"

    class Announcing(uvicorn.Server):
        """Says where it serves as soon as it does."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                say(text("serving", address=address), style="bold green")
                threading.Thread(target=_prepare, daemon=True).start()

    config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False)
    try:
        Announcing(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    say(text("stopped"))


def _prepare() -> None:
    """Load the engine while nobody waits for it: whoever reports an absent rider at 9:40 does."""
    from optimizer.strategies import registry

    registry.get(DEFAULT_STRATEGY).prepare()


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to ``port`` or, if it is taken, to the next free one, which is said.

    It stays bound until the server takes it, so that nobody comes between.
    """
    last = min(port + TRIED_PORTS, 65_536)
    for candidate in range(port, last):
        bound = _bind(host, candidate)
        if bound is not None:
            if candidate != port:
                say(text("port_taken", port=port, used=candidate), style="yellow")
            if not ipaddress.ip_address(bound.getsockname()[0]).is_loopback:
                say(text("open_to_others", host=host), style="bold yellow")
            return bound
    raise bad_parameter(text("ports_taken", first=port, last=last - 1))


def _bind(host: str, port: int) -> socket.socket | None:
    """A socket bound to exactly this port; None if it is taken."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise bad_parameter(text("unknown_host", host=host, detail=error.strerror)) from error
    bound = socket.socket(family, kind)
    if os.name == "posix":  # elsewhere the option would let two programs share the port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen()
    except PermissionError as error:
        bound.close()
        raise bad_parameter(text("port_forbidden", port=port)) from error
    except OSError:
        bound.close()
        return None
    return bound


def _named(host: str) -> str:
    """The host as an address names it."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104, compared, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host
