"""Texts of the command line, in both languages."""

from __future__ import annotations

from optimizer.texts import Catalogue, Text

text = Catalogue("api.cli")


def header(key: str) -> str:
    """A column's header: Chinese above English."""
    return stacked(text(f"column_{key}"))


def stacked(both: Text) -> str:
    """Both languages, one below the other."""
    return "\n".join(dict.fromkeys(both))


def label(kind: str, name: str) -> Text:
    """The words for a value's name, such as a cost component; an unknown name speaks for itself."""
    key = f"{kind}_{name}"
    return text(key) if key in text else Text(name, name)
