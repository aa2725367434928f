"""The page's texts: Chinese first, English second."""

from __future__ import annotations

from optimizer.texts import Catalogue, Text

catalogue = Catalogue("api.web")


def text(key: str, /, **values: object) -> Text:
    """The text of ``key``; a value that is itself a ``Text`` fills each language with its own."""
    zh = {name: value.zh if isinstance(value, Text) else value for name, value in values.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
    return Text(catalogue(key, **zh).zh, catalogue(key, **en).en)


def known(key: str) -> bool:
    """Whether the catalogue has ``key``."""
    return key in catalogue
