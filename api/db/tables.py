"""All tables: importing this module completes ``Base.metadata``."""

from __future__ import annotations

from api.db.base import Base
from api.db.proof import EncryptionProof
from api.plans import tables as plans
from api.roster import tables as roster
from api.schedules import tables as schedules

__all__ = ["Base", "EncryptionProof", "plans", "roster", "schedules"]
