"""What all requests of /v1 that change a plan have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from api.editing.records import Signed
from api.schedules.schemas import Schema
from api.versions.schemas import Words

Id = Annotated[str, Field(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=1, le=10_000)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=1_000)]


class Request(Schema):
    """Base of all requests: a field that nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class SignedRequest(Request):
    """Who changes a plan, and why."""

    by: Words
    """Kept with the version, encrypted."""
    why: Words
    """Kept with the version, encrypted."""
    dry_run: bool = False
    """Answer with what would come of it, and store nothing."""

    def signed(self) -> Signed:
        """As the services take it."""
        return Signed(by=self.by.strip(), why=self.why.strip())
