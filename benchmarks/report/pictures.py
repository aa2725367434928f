"""The pictures of a comparison as parts of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from benchmarks.pinned import Record
from benchmarks.report.texts import text
from optimizer.errors import SongcanError
from optimizer.texts import Text

REFERENCES = re.compile(r'(\bid="|url\(#|href="#)')
"""Where an SVG file names its parts, or points to them."""


class Shown(NamedTuple):
    """A picture as it stands in the page."""

    problem: str
    svg: Markup


def drawn(records: Sequence[Record], out: Path) -> tuple[list[Shown], list[Text]]:
    """The pictures, drawn into ``out/plots``, and why there are no others."""
    try:
        from benchmarks.plotting.gallery import draw  # noqa: PLC0415, an extra may be missing
    except ModuleNotFoundError as error:
        if error.name != "matplotlib":
            raise
        return [], [text("no_matplotlib")]
    try:
        gallery = draw(records, out)
    except SongcanError as error:
        return [], [Text(str(error), str(error))]
    return [
        Shown(picture.problem, inlined(picture.svg, f"p{number}-", picture.title))
        for number, picture in enumerate(gallery.pictures)
    ], gallery.missing


def inlined(path: Path, prefix: str, title: Text) -> Markup:
    """The SVG file as an element of a page: no names in common with others, as wide as the page."""
    svg = path.read_text(encoding="utf-8")
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = REFERENCES.sub(rf"\1{prefix}", svg)
    svg = svg.replace("*{stroke-linejoin", "svg *{stroke-linejoin")
    opening, rest = svg.split(">", 1)
    opening = re.sub(r' (?:width|height|version|xmlns(?::\w+)?)="[^"]*"', "", opening)
    label = escape(title)
    return Markup(f'{opening} role="img" aria-label="{label}">{rest}')  # noqa: S704, escaped by Matplotlib
