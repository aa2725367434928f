"""The written schemas are those of the code, and accept what the code writes."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from api.files import dump_plan, dump_problem
from api.files.schemas import FILES, main, schema, schema_text
from tests import toys
from tests.strategies import plans, problems

DOCS = Path(__file__).parents[3] / "docs" / "schemas"
FEW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=15)


@pytest.mark.parametrize("name", FILES)
def test_docs_are_in_step(name):
    written = (DOCS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(name), "run python -m api.files.schemas"


def test_command_writes_both(tmp_path):
    main(tmp_path / "schemas")
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {
        "plan.schema.json",
        "problem.schema.json",
    }


@FEW
@given(problems())
def test_written_problems_fit_their_schema(problem):
    jsonschema.validate(json.loads(dump_problem(problem)), schema("problem"))


@FEW
@given(plans())
def test_written_plans_fit_their_schema(plan):
    jsonschema.validate(json.loads(dump_plan(plan)), schema("plan"))


@pytest.mark.parametrize(
    ("key", "value"),
    [("version", 2), ("riders", None), ("surprise", 1), ("now", "10:30"), ("locks", [{}])],
)
def test_schema_refuses_what_reading_refuses(key, value):
    document = copy.deepcopy(json.loads(dump_problem(toys.line()))) | {key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema("problem"))


def test_version_is_required():
    document = json.loads(dump_problem(toys.line()))
    del document["version"]
    with pytest.raises(jsonschema.ValidationError, match="version"):
        jsonschema.validate(document, schema("problem"))
