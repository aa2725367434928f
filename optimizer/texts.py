"""Bilingual texts: Chinese first, English second, one catalogue a package."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import NamedTuple


class Text(NamedTuple):
    """One message in both languages of the product."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class Catalogue:
    """The texts of one package, read from its ``texts.toml``.

    Each entry holds ``zh`` and ``en`` with the same named placeholders.

    Raises
    ------
    KeyError
        When a key is not in the catalogue: a programming error, never a user's.
    """

    def __init__(self, package: str) -> None:
        raw = tomllib.loads(files(package).joinpath("texts.toml").read_text(encoding="utf-8"))
        self._texts = {key: Text(entry["zh"], entry["en"]) for key, entry in raw.items()}

    def __call__(self, key: str, /, **values: object) -> Text:
        """The text of ``key`` with its placeholders filled in, texts in their own language."""
        zh, en = self._texts[key]
        return Text(zh.format(**_in("zh", values)), en.format(**_in("en", values)))

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def raw(self, key: str) -> Text:
        """The text of ``key`` with its placeholders still in place."""
        return self._texts[key]


def clock(seconds: int) -> str:
    """Time of day for people, 10:42."""
    return f"{seconds // 3_600:02}:{seconds % 3_600 // 60:02}"


def _in(language: str, values: Mapping[str, object]) -> Mapping[str, object]:
    return {
        name: getattr(value, language) if isinstance(value, Text) else value
        for name, value in values.items()
    }


text = Catalogue("optimizer")
