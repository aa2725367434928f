"""What goes wrong with the page itself, in the page's own words.

::

    SongcanError
    └── PageError      what happened, what to do, HTTP status
"""

from __future__ import annotations

from api.web.texts import text
from optimizer.errors import SongcanError


class PageError(SongcanError):
    """A request that the page cannot carry out; ``key`` as for ``ApplicationError``."""

    def __init__(self, status: int, key: str, /, **values: object) -> None:
        self.status = status
        self.detail = text(key, **values)
        self.remedy = text(f"{key}_remedy", **values)
        super().__init__(f"{self.detail} ({self.remedy})")
