"""Table of the readings of personal data; it holds none itself."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base


class PersonalReadRow(Base):
    """Somebody read personal data: when, through which endpoint, of how many people.

    ``rider`` "*" means all riders or none; ``version_id`` is None where no plan is read.
    """

    __tablename__ = "personal_reads"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime.datetime] = mapped_column(index=True)
    endpoint: Mapped[str]
    rider: Mapped[str]
    date: Mapped[datetime.date]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_versions.id"))
    people: Mapped[int]
