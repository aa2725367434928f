"""JSON that people can read: one stop, one location, one row of a matrix is one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 160
"""Longest line of anything but a list of numbers."""


def laid_out(document: Mapping[str, Any]) -> bytes:
    """``document`` as UTF-8; the same document gives the same bytes."""
    return ("".join(_lines(document, "")) + "\n").encode()


def on_one_line(document: Mapping[str, Any]) -> bytes:
    """``document`` as UTF-8 without a blank."""
    written = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return written.encode()


def _lines(value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401, any JSON value
    if isinstance(value, dict) and value and not _fits(value, indent):
        items = [(f"{_plain(key)}: ", item) for key, item in value.items()]
        yield from _block("{", items, "}", indent)
    elif isinstance(value, list) and not all(map(_is_number, value)) and not _fits(value, indent):
        yield from _block("[", [("", item) for item in value], "]", indent)
    else:
        yield _plain(value)


def _block(
    opening: str, items: Sequence[tuple[str, Any]], closing: str, indent: str
) -> Iterator[str]:
    inner = indent + "  "
    yield opening
    for k, (key, item) in enumerate(items):
        yield f"{',' if k else ''}\n{inner}{key}"
        yield from _lines(item, inner)
    yield f"\n{indent}{closing}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _fits(value: Any, indent: str) -> bool:  # noqa: ANN401, any JSON value
    """Whether one line holds it: no list in it holds more than numbers and texts."""
    return _is_flat(value) and len(indent) + len(_plain(value)) <= WIDTH


def _is_flat(value: Any) -> bool:  # noqa: ANN401, any JSON value
    if isinstance(value, dict):
        return all(map(_is_flat, value.values()))
    return not isinstance(value, list) or not any(isinstance(i, list | dict) for i in value)


def _plain(value: Any) -> str:  # noqa: ANN401, any JSON value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
