"""Every documented example is sent, and gets the documented status, media type and schema."""

import re

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from jsonschema import Draft202012Validator, FormatChecker
from schemathesis import GenerationMode

from api.schedules.examples import ANSWERS
from tests.examples import answers


@pytest.fixture(scope="module")
def document(client):
    return client.get("/openapi.json").json()


def conforms(document, schema, instance):
    rooted = {**schema, "components": document["components"]}
    Draft202012Validator(rooted, format_checker=FormatChecker()).validate(instance)


def operations(document):
    return [(path, item["get"]) for path, item in document["paths"].items()]


def example_requests(path, operation):
    """Each example of each parameter once, beside the good examples of the others."""
    parameters = operation.get("parameters", [])
    good = {p["name"]: p["examples"]["200"].get("value") for p in parameters if "examples" in p}
    yield "200", request(path, parameters, good)
    for parameter in parameters:
        for status, example in parameter.get("examples", {}).items():
            values = good | {parameter["name"]: example.get("value")}
            yield status, request(path, parameters, values)


def request(path, parameters, values):
    query = {p["name"]: values[p["name"]] for p in parameters if p["in"] == "query"}
    given = {name: value for name, value in query.items() if value is not None}
    filled = re.sub(r"\{(\w+)\}", lambda match: values[match[1]], path)
    return str(httpx.URL(filled, params=given))


def test_every_example_request_gets_its_documented_answer(client, document):
    statuses = set()
    for path, operation in operations(document):
        for status, target in example_requests(path, operation):
            answer = client.get(target)
            assert str(answer.status_code) == status, target
            media_type = answer.headers["content-type"]
            schema = operation["responses"][status]["content"][media_type]["schema"]
            conforms(document, schema, answer.json())
            statuses.add((path, status))
    assert len(statuses) == 2 + 3 * 3


def test_every_documented_answer_has_an_example_that_fits(document):
    for path, operation in operations(document):
        for status, response in operation["responses"].items():
            for media_type, content in response.get("content", {}).items():
                assert content.get("example"), (path, status, media_type)
                conforms(document, content["schema"], content["example"])


def test_only_not_modified_has_no_content(document):
    empty = [
        (path, status)
        for path, operation in operations(document)
        for status, response in operation["responses"].items()
        if "content" not in response
    ]
    assert {status for _, status in empty} == {"304"}
    assert len(empty) == 2


def test_examples_are_the_real_answers(client):
    assert answers(client) == ANSWERS, "after a wanted change: python -m tests.examples"


def test_error_examples_are_the_real_answers(client, document):
    shown = document["paths"]["/v1/schedules/{date}"]["get"]["responses"]
    for status, date in (("404", "2026-03-03"), ("422", "2026-02-30")):
        example = shown[status]["content"]["application/problem+json"]["example"]
        assert client.get(f"/v1/schedules/{date}").json() == example


def test_all_documented_paths_are_tried(document):
    assert {*document["paths"]} == {*WITH_PARAMETERS, *WITHOUT}


@pytest.fixture(scope="module")
def described(client):
    return schemathesis.openapi.from_url(f"{client.base_url}/openapi.json")


WITH_PARAMETERS = ["/v1/schedules/{date}", "/v1/schedules/{date}/geojson", "/v1/riders/{id}/route"]
WITHOUT = ["/healthz", "/readyz"]
CALM = list(HealthCheck)


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        *((path, GenerationMode.POSITIVE) for path in [*WITH_PARAMETERS, *WITHOUT]),
        *((path, GenerationMode.NEGATIVE) for path in WITH_PARAMETERS),
    ],
)
def test_conforms_to_its_own_description(described, path, mode):
    operation = described[path]["get"]

    @seed(20260302)
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=CALM)
    @given(operation.as_strategy(generation_mode=mode))
    def conforms_always(case):
        case.call_and_validate()

    conforms_always()
