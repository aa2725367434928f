"""Answers that a client may hold: an ETag from the content, 304 when it is still the same."""

from __future__ import annotations

from hashlib import sha256

from starlette.responses import Response


def tagged(body: str, media_type: str, if_none_match: str | None) -> Response:
    """``body``, or 304 if the client holds it already. Clients ask again each time."""
    content = body.encode()
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if if_none_match is not None and _names(if_none_match, etag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _names(if_none_match: str, etag: str) -> bool:
    """Weak comparison, RFC 9110 section 13.1.2."""
    held = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in held or held == {"*"}
