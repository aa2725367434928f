"""Forms are read tolerantly, checked strictly, and only taken from the page itself."""

import asyncio

import pytest
from fastapi import Request

from api.plans.records import HandOver, HandOverKind
from api.web.errors import PageError
from api.web.forms import LARGEST, Entered, entered, require_same_origin


def form(**changes):
    values = {"visit": "V4", "kind": "neighbour", "who": "邻居甲", "at": "11:30"}
    return Entered(**(values | changes))


def request(body=b"", **headers):
    """A request as a browser makes it, in two parts."""
    parts = iter([body[:5], body[5:]])

    async def receive():
        part = next(parts, None)
        return {"type": "http.request", "body": part or b"", "more_body": part is not None}

    named = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": named}, receive)


def test_hand_over_as_meant():
    assert form().hand_over() == HandOver(
        visit="V4", kind=HandOverKind.NEIGHBOUR, who="邻居甲", at=41_400
    )


def test_acknowledgement_names_nobody():
    agreed = form(kind="acknowledged", who="", at="").hand_over()
    assert (agreed.kind, agreed.who, agreed.at) == (HandOverKind.ACKNOWLEDGED, "", None)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": "pigeon"}, "kind"),
        ({"who": ""}, "没有写明由谁接手"),
        ({"at": ""}, "不是时间"),
        ({"at": "24:00"}, "“24:00”不是时间"),
        ({"at": "11:30:00"}, "不是时间"),
    ],
)
def test_what_is_missing_is_said(changes, complaint):
    with pytest.raises(PageError, match=complaint) as refused:
        form(**changes).hand_over()
    assert refused.value.status == 422


def test_body_is_decoded_and_trimmed():
    body = b"visit=V4&kind=call&who=+%E8%80%81%E4%BA%BA%E4%B8%81+&at=10%3A05"
    expected = Entered(visit="V4", kind="call", who="老人丁", at="10:05")
    assert asyncio.run(entered(request(body))) == expected


def test_endless_body_is_cut_short():
    with pytest.raises(PageError, match="太长"):
        asyncio.run(entered(request(b"x" * (LARGEST + 1))))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "same-origin", "host": "localhost:8000"},
        {"origin": "http://localhost:8000", "host": "localhost:8000"},
    ],
)
def test_own_forms_are_taken(headers):
    require_same_origin(request(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost:8000"},
        {
            "sec_fetch_site": "cross-site",
            "origin": "http://localhost:8000",
            "host": "localhost:8000",
        },
        {"sec_fetch_site": "same-site", "host": "localhost:8000"},
        {"origin": "http://evil.example", "host": "localhost:8000"},
        {"origin": "null", "host": "localhost:8000"},
    ],
)
def test_forms_from_elsewhere_are_refused(headers):
    with pytest.raises(PageError, match="不是从本页面发出") as refused:
        require_same_origin(request(**headers))
    assert refused.value.status == 403
