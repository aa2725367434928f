"""OSRM's table service over HTTP, by the standard library.

The protocol is OSRM's HTTP API, version v1, GET requests: every server since OSRM 5 answers it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from optimizer.travel.osrm.answer import table_of
from optimizer.travel.osrm.errors import BadAnswer, ServerRefuses, ServerUnreachable
from optimizer.travel.osrm.service import Points, Table
from optimizer.travel.osrm.stamp import Stamp

LARGEST = 256 * 2**20
"""Bytes of an answer that are still read; a table of 1,000 x 1,000 has some 15 MB."""

_ANNOTATED = "annotations=duration,distance&generate_hints=false"


@dataclass(frozen=True, slots=True, kw_only=True)
class OsrmServers:
    """Servers at ``url``, in which ``{profile}`` stands for the vehicle: a server knows only one.

    ``side`` is the server's ``--max-table-size``. A user name and password in the address are
    not supported: put a proxy before the server.
    """

    url: str
    side: int = 100
    timeout: float = 30.0

    def of(self, profile: str) -> OsrmServer:
        """The server of ``profile``."""
        address = urlsplit(self.url.replace("{profile}", quote(profile)))
        return OsrmServer(address=address, profile=profile, side=self.side, timeout=self.timeout)


@dataclass(slots=True, kw_only=True)
class OsrmServer:
    """One server; its connection is kept from request to request."""

    address: SplitResult
    profile: str
    side: int
    timeout: float
    _connection: HTTPConnection | None = field(default=None, repr=False)

    def stamp(self) -> Stamp | None:
        """Which build the server runs, from its answer to the smallest request.

        A server that limits how far points may lie from a road refuses this one with an error
        code, and then says no more of its roads.
        """
        try:
            answer = self._ask(f"nearest/v1/{quote(self.profile)}/0,0?generate_hints=false")
        except ServerRefuses:
            return None
        return Stamp.read(answer.get("data_version"))

    def table(self, sources: Points, destinations: Points) -> Table:
        """One request; see :class:`~optimizer.travel.osrm.service.TableService`.

        Servers refuse a single point, but not the same one twice.
        """
        points, rows, columns = list(sources), len(sources), len(destinations)
        path = f"table/v1/{quote(self.profile)}/"
        if sources == destinations and rows > 1:
            query = f"{_listed(points)}?{_ANNOTATED}"
        else:
            points += destinations
            named = f"sources={_rows(0, rows)}&destinations={_rows(rows, rows + columns)}"
            query = f"{_listed(points)}?{named}&{_ANNOTATED}"
        return table_of(self._ask(path + query), rows, columns)

    def _ask(self, path: str) -> dict[str, Any]:
        status, body = self._get(f"{self.address.path.rstrip('/')}/{path}")
        try:
            answer = json.loads(body)
        except ValueError as error:
            raise BadAnswer(server=self._name(), status=status, found="no JSON") from error
        if not isinstance(answer, dict) or not isinstance(answer.get("code"), str):
            raise BadAnswer(server=self._name(), status=status, found="no code")
        if answer["code"] != "Ok":
            raise ServerRefuses(server=self._name(), code=answer["code"][:40])
        return answer

    def _get(self, path: str) -> tuple[int, bytes]:
        """Ask once more on a fresh connection where the kept one was closed meanwhile."""
        try:
            if self._connection is not None:
                try:
                    return self._exchange(self._connection, path)
                except (ConnectionError, HTTPException):
                    self._connection.close()
            self._connection = self._connected()
            return self._exchange(self._connection, path)
        except (OSError, HTTPException) as error:
            self.close()
            detail = getattr(error, "strerror", None) or type(error).__name__
            raise ServerUnreachable(server=self._name(), detail=detail) from error

    def close(self) -> None:
        """Close the connection that is kept; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    __del__ = close

    def _connected(self) -> HTTPConnection:
        kind = HTTPSConnection if self.address.scheme == "https" else HTTPConnection
        return kind(self.address.hostname or "", self.address.port, timeout=self.timeout)

    def _exchange(self, connection: HTTPConnection, path: str) -> tuple[int, bytes]:
        connection.request("GET", path, headers={"Accept": "application/json"})
        with connection.getresponse() as response:
            body = response.read(LARGEST + 1)
            if len(body) > LARGEST:
                raise BadAnswer(server=self._name(), found=f"more than {LARGEST} bytes")
            return response.status, body

    def _name(self) -> str:
        """The server without a user's name, for errors."""
        return f"{self.address.hostname}:{self.address.port or self.address.scheme}"


def _listed(points: Points) -> str:
    return ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in points)


def _rows(start: int, stop: int) -> str:
    return ";".join(map(str, range(start, stop)))
