"""Texts about the files, in both languages."""

from __future__ import annotations

from optimizer.errors import Issue
from optimizer.texts import Catalogue

text = Catalogue("api.files")


def issue(path: str, value: object, name: str, /, **values: object) -> Issue:
    """The issue whose two texts are ``name`` and ``name_remedy``."""
    return Issue(path, value, text(name, **values), text(f"{name}_remedy", **values))
