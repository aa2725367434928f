"""``If-Match`` on plan versions: the number of the newest, as the client knows it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header
from pydantic.json_schema import SkipJsonSchema
from sqlalchemy.orm import Session

from api.errors import Outdated
from api.plans import service

IfMatch = Annotated[
    str | SkipJsonSchema[None],
    Header(
        description="ETag of this version: changed only if it is still the newest of its sitting",
        openapi_examples={
            "200": {"value": None, "summary": "whatever is newest"},
            "412": {"value": '"1"', "summary": "an older version"},
        },
    ),
]


def etag_of(number: int) -> str:
    """The ETag of a version: contents never change, so its number is enough."""
    return f'"{number}"'


def require_match(session: Session, version_id: int, if_match: str | None) -> None:
    """Refuse a change by somebody who does not know the newest version; nothing said: no matter.

    Raises
    ------
    NotFound
        When there is no such version.
    Outdated
        When the version is not what ``if_match`` names, or not the newest any more.
    """
    if if_match is None:
        return
    number, newest = service.numbers(session, version_id)
    named = {tag.strip() for tag in if_match.split(",")}
    if number != newest or not {etag_of(number), "*"} & named:
        raise Outdated("version_outdated", stated=if_match, number=number, newest=newest)
