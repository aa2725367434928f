"""The examples in docs/files.md are files that work."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from api.files import load_plan, load_problem
from api.files.entry import Entry
from api.files.locks import KINDS
from api.files.problem import ProblemFile
from api.files.schemas import schema
from optimizer.checker import check
from optimizer.travel.geodesic import Geodesic, Profile

DOCS = (Path(__file__).parents[3] / "docs" / "files.md").read_text(encoding="utf-8")
TRAVEL = Geodesic({"ebike": Profile(speed_kmh=15)})


@pytest.fixture(scope="module")
def examples():
    problem, plan = re.findall(r"```json\n(.*?)```", DOCS, flags=re.DOTALL)
    return problem, plan


def test_examples_fit_the_schemas(examples):
    for example, name in zip(examples, ("problem", "plan"), strict=True):
        jsonschema.validate(json.loads(example), schema(name))


def test_example_plan_breaks_no_rule_of_the_example_problem(examples):
    problem = load_problem(examples[0].encode(), TRAVEL)
    assert check(problem, load_plan(examples[1].encode())).violations == ()


def keys(model: type[Entry]):
    return {field.alias or name for name, field in model.model_fields.items()}


def test_every_key_of_the_problem_and_every_lock_is_explained():
    named = set(re.findall(r"`(\w+)`", DOCS))
    assert keys(ProblemFile) <= named
    assert set(KINDS.values()) <= named
