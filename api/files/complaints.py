"""What pydantic found wrong, in the words of the catalogue."""

from __future__ import annotations

import math
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.files.paths import Path, shown
from api.files.texts import issue
from optimizer.errors import Issue

_KEYS = {
    "bool_type": "not_true_or_false",
    "calendar_day": "not_a_date",
    "dict_type": "not_object",
    "finite_number": "not_finite",
    "float_type": "not_number",
    "greater_than_equal": "number_too_large",
    "int_type": "not_whole",
    "less_than_equal": "number_too_large",
    "literal_error": "wrong_version",
    "matrix_cell": "not_distance",
    "matrix_rows": "not_rows",
    "matrix_width": "not_square",
    "model_attributes_type": "not_object",
    "model_type": "not_object",
    "number_or_text": "not_number_or_text",
    "ride": "not_a_ride",
    "string_type": "not_text",
    "too_long": "not_a_pair",
    "tuple_type": "not_list",
    "union_tag_invalid": "unknown_lock",
}
_TAGGED = ("locks", "travel")
"""Lists whose entries pydantic tells apart by a tag, which it puts into the path."""


def complaints(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Path, Issue]]:
    """Each error of ``error`` as an issue, with its path as parts."""
    for details in error.errors(include_url=False):
        path = _path(details)
        yield path, _issue(details, path, model)


def _path(details: ErrorDetails) -> Path:
    path = details["loc"]
    if path[-1:] == ("[key]",):
        path = path[:-1]
    if path[:1] and path[0] in _TAGGED:
        path = path[:2] + path[3:]
    return path + tuple(details.get("ctx", {}).get("at", ()))


def _issue(details: ErrorDetails, path: Path, model: type[BaseModel]) -> Issue:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    place = shown(path)
    if details["loc"][-1:] == ("[key]",):
        return issue(place, path[-1], "key_not_whole")
    if kind == "missing" and isinstance(path[-1], int):
        return issue(shown(path[:-1]), value, "not_a_pair")
    if kind == "missing":
        return issue(place, None, "missing_key", key=path[-1])
    if kind == "union_tag_not_found" and isinstance(value, dict):
        return issue(f"{place}.kind", None, "missing_key", key="kind")
    if kind == "extra_forbidden":
        return _unknown_key(path, value, model)
    for part in context.get("at", ()):
        value = value[part]
    if isinstance(value, float) and not math.isfinite(value):
        kind = "finite_number"
    return issue(place, value, _KEYS.get(kind, "not_object"), **context)


def _unknown_key(path: Path, value: object, model: type[BaseModel]) -> Issue:
    *parent, key = path
    known = _keys_at(model, tuple(parent))
    if guess := get_close_matches(str(key), known, n=1):
        return issue(shown(path), value, "unknown_key_guess", key=key, guess=guess[0])
    return issue(shown(path), value, "unknown_key", key=key, known=", ".join(known))


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Keys that an object at ``path`` may have; keys of free mappings lead no deeper."""
    models = [model]
    for part in path:
        fields = (
            field
            for found in models
            for name, field in found.model_fields.items()
            if (field.alias or name) == part
        )
        if annotations := [field.annotation for field in fields]:
            models = [found for annotation in annotations for found in _models_in(annotation)]
    return sorted({f.alias or name for found in models for name, f in found.model_fields.items()})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401, any type form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
