"""Every documented example is sent, and gets the documented status, media type and schema.

The example of a good answer is the real one. What changes something meets a day of its own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from jsonschema import Draft202012Validator, FormatChecker
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from api.settings import Settings
from tests.examples import shown
from tests.serving import serving_edited_day


class Operation(NamedTuple):
    """One method of one path; ``told`` is what OpenAPI says about it."""

    method: str
    path: str
    told: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def good(self) -> str:
        """The status of success."""
        return next(str(status) for status in self.told["responses"] if status.startswith("2"))


class Sent(NamedTuple):
    """A request made of examples, and the status that it shall get."""

    status: str
    address: str
    headers: dict[str, str]
    body: Any


def operations(document) -> list[Operation]:
    return [
        Operation(method, path, told)
        for path, item in document["paths"].items()
        for method, told in item.items()
    ]


OPERATIONS = operations(create_app(Settings(data_folder="unused")).openapi())
READING = [operation for operation in OPERATIONS if operation.method == "get"]
CHANGING = [operation for operation in OPERATIONS if operation.method != "get"]


@pytest.fixture(scope="module")
def client(system, tmp_path_factory) -> Iterator[httpx.Client]:
    with serving_edited_day(tmp_path_factory.mktemp("served")) as client:
        yield client


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json").json()


def conforms(document, schema, instance):
    rooted = {**schema, "components": document["components"]}
    Draft202012Validator(rooted, format_checker=FormatChecker()).validate(instance)


def examples_of(operation):
    """Of each parameter, and of the body, its examples by status."""
    named = {(p["in"], p["name"]): p.get("examples") for p in operation.told.get("parameters", ())}
    body = operation.told.get("requestBody", {}).get("content", {}).get("application/json", {})
    named["body", ""] = body.get("examples")
    return {place: examples for place, examples in named.items() if examples}


def requests_of(operation) -> Iterator[Sent]:
    """Each bad example once beside the good ones of the others; then the good ones alone."""
    examples = examples_of(operation)
    good = {place: found["200"].get("value") for place, found in examples.items()}
    for place, found in examples.items():
        for status, example in found.items():
            if not status.startswith("2"):
                yield request(operation, status, good | {place: example["value"]})
    yield request(operation, operation.good, good)


def request(operation, status, values) -> Sent:
    by_place: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}, "body": {}}
    for (place, name), value in values.items():
        if value is not None:
            by_place[place][name] = value
    filled = re.sub(r"\{(\w+)\}", lambda match: str(by_place["path"][match[1]]), operation.path)
    address = str(httpx.URL(filled, params=by_place["query"]))
    return Sent(status, address, by_place["header"], by_place["body"].get(""))


@contextmanager
def day_for(operation, client, folder):
    """The day that all share, or one of its own."""
    if operation.method == "get":
        yield client
    else:
        with serving_edited_day(folder) as own:
            yield own


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_every_example_request_gets_its_documented_answer(operation, client, document, tmp_path):
    tried = set()
    with day_for(operation, client, tmp_path) as served:
        for status, address, headers, body in requests_of(operation):
            answer = served.request(operation.method, address, headers=headers, json=body)
            assert str(answer.status_code) == status, (address, answer.text)
            media_type = answer.headers["content-type"].split(";")[0]
            documented = operation.told["responses"][status]["content"][media_type]
            conforms(document, documented["schema"], shown(answer))
            tried.add(status)
    assert shown(answer) == documented["example"], "after a wanted change: python -m tests.examples"
    dry_run = {"200"} if operation.good == "201" else set()
    assert tried == {*operation.told["responses"]} - {"304", "503"} - dry_run


def test_every_documented_answer_has_an_example_that_fits(document):
    for operation in operations(document):
        for status, response in operation.told["responses"].items():
            for media_type, content in response.get("content", {}).items():
                assert content.get("example"), (operation, status, media_type)
                conforms(document, content["schema"], content["example"])


def test_only_not_modified_has_no_content(document):
    empty = [
        (operation.path, status)
        for operation in operations(document)
        for status, response in operation.told["responses"].items()
        if "content" not in response
    ]
    assert {status for _, status in empty} == {"304"}
    assert len(empty) == 2


def test_error_examples_are_the_real_answers(client, document):
    shown = document["paths"]["/v1/schedules/{date}"]["get"]["responses"]
    for status, date in (("404", "2026-03-03"), ("422", "2026-02-30")):
        example = shown[status]["content"]["application/problem+json"]["example"]
        assert client.get(f"/v1/schedules/{date}").json() == example


@pytest.fixture(scope="module")
def described(system, tmp_path_factory):
    """A description of a day that may be changed at random."""
    with serving_edited_day(tmp_path_factory.mktemp("random")) as client:
        yield schemathesis.openapi.from_url(f"{client.base_url}/openapi.json")


def fitting(operation):
    """What cannot be asked of an operation: its values must fit each other, or the day's state."""
    free = operation.method == "get" and not operation.path.startswith("/v1/misses")
    return [] if free else [positive_data_acceptance]


WITH_PARAMETERS = [o for o in OPERATIONS if o.told.get("parameters")]
CALM = list(HealthCheck)


@pytest.mark.parametrize(
    ("operation", "mode"),
    [
        *((operation, GenerationMode.POSITIVE) for operation in OPERATIONS),
        *((operation, GenerationMode.NEGATIVE) for operation in WITH_PARAMETERS),
    ],
    ids=str,
)
def test_conforms_to_its_own_description(described, operation, mode):
    asked = described[operation.path][operation.method]

    @seed(20260302)
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=CALM)
    @given(asked.as_strategy(generation_mode=mode))
    def conforms_always(case):
        case.call_and_validate(excluded_checks=fitting(operation))

    conforms_always()
