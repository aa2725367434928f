"""``Idempotency-Key``: a client whose connection broke asks again and gets the same answer.

What was done and its answer are kept in one transaction, so a request is never carried out twice.
A request that was refused changed nothing and is not kept: asked again, it may succeed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, Request, Response
from pydantic.json_schema import SkipJsonSchema
from sqlalchemy.orm import Session

from api.answers import repository
from api.answers.repository import KeptAnswer
from api.errors import Unusable

KEPT = datetime.timedelta(hours=24)
"""How long a client may come back for its answer."""

HEADERS = ("content-type", "etag", "location")
"""Headers that belong to the answer."""

Key = Annotated[
    str | SkipJsonSchema[None],
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{1,200}$",
        description="Any unique text: a repeated request with it is answered like the first, "
        "for 24 hours",
    ),
]


class Once:
    """A request that may be repeated under ``key``; None: the client does not repeat it."""

    def __init__(self, key: str | None, request: str) -> None:
        self.key, self.request = key, request

    def kept(self, session: Session) -> Response | None:
        """The answer that this request has had already.

        Raises
        ------
        Unusable
            When another request came with the same key.
        """
        if self.key is None:
            return None
        found = repository.find(session, self.key, _now())
        if found is None:
            return None
        if found.request != self.request:
            raise Unusable("key_used", key=self.key)
        return Response(found.body, found.status, dict(found.headers))

    def answer(self, session: Session, make: Callable[[], Response]) -> Response:
        """The kept answer; where there is none, what ``make`` answers, kept from now on.

        ``session`` writes, and ``make`` does all its work in it, so that both last or neither.
        Whoever needs long before it asks ``kept`` first.
        """
        if (known := self.kept(session)) is not None:
            return known
        response = make()
        if self.key is not None and response.status_code < 300:
            self._keep(session, self.key, response)
        return response

    def _keep(self, session: Session, key: str, response: Response) -> None:
        now = _now()
        repository.purge(session, now)
        headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
        answer = KeptAnswer(
            request=self.request,
            status=response.status_code,
            headers=headers,
            body=bytes(response.body).decode(),
        )
        repository.add(session, key, answer, now + KEPT)


async def _once(request: Request, idempotency_key: Key = None) -> Once:
    asked = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return Once(idempotency_key, sha256(asked + await request.body()).hexdigest())


Repeatable = Annotated[Once, Depends(_once)]


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
