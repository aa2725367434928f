"""All tables: importing this module completes ``Base.metadata``."""

from __future__ import annotations

from api.answers import tables as answers
from api.calendars import tables as calendars
from api.db.base import Base
from api.db.proof import EncryptionProof
from api.order_book import tables as order_book
from api.outreach import tables as outreach
from api.places import tables as places
from api.plans import tables as plans
from api.riders import tables as riders
from api.roster import tables as roster
from api.schedules import tables as schedules
from api.uploads import tables as uploads

__all__ = [
    "Base",
    "EncryptionProof",
    "answers",
    "calendars",
    "order_book",
    "outreach",
    "places",
    "plans",
    "riders",
    "roster",
    "schedules",
    "uploads",
]
