"""The application's texts: Chinese first, English second."""

from __future__ import annotations

from optimizer.texts import Catalogue, Text

text = Catalogue("api")


def sitting_words(sitting: str) -> Text:
    """The name of a sitting; an unknown one speaks for itself."""
    key = f"sitting_{sitting}"
    return text(key) if key in text else Text(sitting, sitting)


def clock(seconds: int) -> str:
    """Time of day, 10:42; minutes are cut off, so nobody is sent late."""
    return f"{seconds // 3_600 % 24:02d}:{seconds // 60 % 60:02d}"
