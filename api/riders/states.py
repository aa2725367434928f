"""The few words that absences and loans are kept in."""

from __future__ import annotations

from enum import StrEnum


class AbsenceReason(StrEnum):
    """Why a rider is away. There is deliberately no code that tells of an illness."""

    UNABLE = "unable"
    LEAVE = "leave"
    TRAINING = "training"
    VEHICLE = "vehicle"
    OTHER = "other"


class LoanState(StrEnum):
    """A request is answered once; what is requested or agreed may be withdrawn before planning."""

    REQUESTED = "requested"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
