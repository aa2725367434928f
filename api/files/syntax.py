"""From bytes to JSON values, noting what Python's reader would swallow."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from api.files.paths import Path, shown
from api.files.texts import issue
from optimizer.errors import Issue

DEEPEST = 32
"""Levels of nesting; the files need eight."""


class _Repeating(dict[str, Any]):
    """An object that gives some keys twice; the last value counts, as in most readers."""

    repeated: tuple[str, ...] = ()


def parse(raw: bytes, file: str) -> tuple[Any, list[Issue]]:
    """The JSON value of ``raw`` with its issues; None and one issue if it is no JSON.

    A byte order mark, as Windows editors write it, is fine. NaN and infinities pass here:
    whoever knows the fields refuses them with their path.
    """
    try:
        content = raw.decode("utf-8-sig")
        document = json.loads(content, object_pairs_hook=_object)
        if "\\ud" in content.lower():
            json.dumps(document, ensure_ascii=False).encode()
        return document, list(_repeated((), document))
    except UnicodeDecodeError as error:
        return None, [issue(file, raw[error.start : error.start + 8], "not_utf8", at=error.start)]
    except UnicodeEncodeError as error:  # an escape such as \ud83c without its other half
        return None, [issue(file, ascii(error.object[error.start]), "half_character")]
    except json.JSONDecodeError as error:
        line = content.split("\n")[error.lineno - 1].strip()
        place = {"line": error.lineno, "column": error.colno, "detail": error.msg}
        return None, [issue(file, line, "not_json", **place)]
    except RecursionError:
        return None, [issue(file, None, "too_deep")]
    except ValueError:  # an integer of more than 4,300 digits
        return None, [issue(file, None, "too_many_digits")]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) == len(pairs):
        return entries
    repeating = _Repeating(entries)
    times = Counter(key for key, _ in pairs)
    repeating.repeated = tuple(key for key in entries if times[key] > 1)
    return repeating


def _repeated(path: Path, value: Any) -> Iterator[Issue]:  # noqa: ANN401, any JSON value
    if len(path) > DEEPEST:
        raise RecursionError
    if isinstance(value, _Repeating):
        for key in value.repeated:
            yield issue(shown((*path, key)), value[key], "repeated_key")
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _repeated((*path, key), item)
    elif isinstance(value, list):
        for row, item in enumerate(value):
            if isinstance(item, dict | list):  # a matrix has a million cells
                yield from _repeated((*path, row), item)
