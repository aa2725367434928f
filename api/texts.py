"""The application's texts: Chinese first, English second."""

from __future__ import annotations

from optimizer.texts import Catalogue, Text

text = Catalogue("api")


def sitting_words(sitting: str) -> Text:
    """The name of a sitting; an unknown one speaks for itself."""
    key = f"sitting_{sitting}"
    return text(key) if key in text else Text(sitting, sitting)
