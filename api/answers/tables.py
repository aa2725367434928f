"""Table of the answers that are kept for repeated requests."""

from __future__ import annotations

import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, Encrypted


class KeptAnswerRow(Base):
    """The answer to the request with an ``Idempotency-Key``; ``request`` is a hash of it."""

    __tablename__ = "kept_answers"

    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str]
    expires: Mapped[datetime.datetime] = mapped_column(index=True)
    status: Mapped[int]
    headers: Mapped[dict[str, str]] = mapped_column(JSON)
    body: Mapped[str] = mapped_column(Encrypted)
