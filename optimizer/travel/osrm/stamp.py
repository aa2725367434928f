"""Which build some roads are: written into OSRM's data, and so repeated in each of its answers.

OSRM repeats the text given to ``osrm-extract --data_version`` in every answer. Songcan's builds
write vehicle and hash there; a server of other origin has a date there, or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"songcan-(?P<profile>[a-z0-9_]+)-(?P<digest>[0-9a-f]{16})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The vehicle profile of a build, and the hash of all that went into it."""

    profile: str
    digest: str

    def __str__(self) -> str:
        return f"songcan-{self.profile}-{self.digest}"

    @classmethod
    def read(cls, data_version: object) -> Stamp | None:
        """The stamp in an answer's ``data_version``; None for roads of other origin."""
        found = _FORM.fullmatch(data_version) if isinstance(data_version, str) else None
        return None if found is None else cls(**found.groupdict())
