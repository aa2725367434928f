"""Templates into answers that carry the page's security headers."""

from __future__ import annotations

from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.web.texts import text
from optimizer.texts import Text

STATIC = Path(__file__).parent / "static"

SHOWN = 5
"""Open cases that stand on the page before the rest is folded away."""

LISTED = 20
"""Rows of a long table before the rest is folded away."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: browsers would send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Names of people are on the page: nothing stays in a shared computer's cache.
    "Cache-Control": "no-store",
}


def both(words: Text) -> Markup:
    """Both languages: Chinese, then small English."""
    return Markup('{} <span class="en" lang="en">{}</span>').format(words.zh, words.en)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=text, both=both, SHOWN=SHOWN, LISTED=LISTED)
    return environment


_TEMPLATES = _environment()


def page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The template, filled in; whatever comes from people is escaped."""
    content = _TEMPLATES.get_template(template).render(**values)
    return HTMLResponse(content, status_code=status, headers=HEADERS)
