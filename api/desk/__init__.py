"""Versions that are worked on: whole matrices and what makes an edit quick, kept in the process."""

from api.desk.desk import Desk, OnDesk
from api.desk.whole import Whole

__all__ = ["Desk", "OnDesk", "Whole"]
