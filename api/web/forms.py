"""What the page's forms send, and whether it was this page that sent it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from fastapi import Request

from api.plans.records import HandOver, HandOverKind
from api.web.errors import PageError

LARGEST = 10_000
"""Bytes of a form; the longest name in the longest encoding fits many times."""

TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A hand-over as typed in, to be shown again when something is wrong with it.

    ``back`` is "changes" on the page that tells what changes.
    """

    visit: str
    kind: str
    who: str
    at: str
    back: str = ""

    def hand_over(self) -> HandOver:
        """The hand-over that was meant.

        Raises
        ------
        PageError
            When the way is unknown, nobody is named or the time is no time.
        """
        try:
            kind = HandOverKind(self.kind)
        except ValueError:
            raise PageError(422, "bad_value", name="kind") from None
        if kind is HandOverKind.ACKNOWLEDGED:
            return HandOver(visit=self.visit, kind=kind)
        if not self.who:
            raise PageError(422, "who_missing")
        return HandOver(visit=self.visit, kind=kind, who=self.who, at=seconds_of(self.at))


class Typed(dict[str, str]):
    """What was typed into a form, to be shown again; a field that was not there is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def seconds_of(value: str) -> int:
    """Seconds after midnight of a time such as 10:05.

    Raises
    ------
    PageError
        When it is no time.
    """
    time = TIME.fullmatch(value)
    if time is None:
        raise PageError(422, "at_missing", value=value)
    hours, minutes = map(int, time.groups())
    return hours * 3_600 + minutes * 60


async def entered(request: Request) -> Entered:
    """The hand-over in the body of ``request``; fields that are missing are empty."""
    fields = await fields_of(request)
    names = ("visit", "kind", "who", "at", "back")
    return Entered(**{name: fields.get(name, "") for name in names})


async def fields_of(request: Request) -> dict[str, str]:
    """The form in the body of ``request``, each field's last value without spaces around it."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise PageError(413, "form_too_large")
    fields = parse_qs(body.decode("utf-8", "replace"))
    return {name: values[-1].strip() for name, values in fields.items()}


def require_same_origin(request: Request) -> None:
    """Refuse forms that another site made the browser send.

    Current browsers say where a request comes from in ``Sec-Fetch-Site``, older ones in
    ``Origin``; who says nothing is refused too.

    Raises
    ------
    PageError
        When the request did not come from a page of this address.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    host = request.headers.get("host")
    same = site == "same-origin" if site else bool(origin) and urlsplit(origin).netloc == host
    if not same:
        raise PageError(403, "cross_site")
