"""The log: one line a request, and never personal data.

Only route templates are written, no addresses with their parameters; of an unexpected error only
its type and where it happened, since messages may quote what somebody typed.
"""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Unexpected
from api.problem_details import problem_response

log = structlog.stdlib.get_logger()


def configure_logs() -> None:
    """One JSON object a line, on standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class RequestLog:
    """Middleware: logs each request, and answers an unexpected error without its details."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            incident = uuid4().hex[:12]
            log.error("unexpected", incident=incident, **_where(error))
            if status:
                raise
            # Routes of the page bring an answer for people.
            answer = getattr(scope.get("route"), "error_page", problem_response)
            await answer(Unexpected(incident))(scope, receive, watched)
        finally:
            milliseconds = round((time.perf_counter() - began) * 1_000)
            log.info(
                "request",
                method=scope["method"],
                route=_template(scope),
                status=status,
                milliseconds=milliseconds,
            )


def _template(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", "-")


def _where(error: Exception) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__qualname__, "places": places[-8:]}
