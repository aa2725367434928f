"""Table of the files that wait for somebody to confirm their import."""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, Encrypted


class UploadRow(Base):
    """One file of an upload, below the upload's ``token``; it holds personal data.

    ``content`` is base64, for encrypted columns are text. ``sheet`` is what somebody said that a
    list is.
    """

    __tablename__ = "uploads"

    token: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    expires: Mapped[datetime.datetime] = mapped_column(index=True)
    sheet: Mapped[str | None]
    name: Mapped[str] = mapped_column(Encrypted)
    content: Mapped[str] = mapped_column(Encrypted)
