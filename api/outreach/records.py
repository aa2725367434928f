"""Eligible people, as a list names them and as the database keeps them, and what was decided."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligible:
    """Somebody on a list of eligible people; all but town, building and category is personal.

    ``code`` is what the list calls the person by, such as an identity number: it is kept
    encrypted, and never becomes an id. ``address`` ends at the building; where that is, known
    places tell: a list's own coordinates seldom say in which datum they are.
    """

    code: str
    name: str
    phone: str = ""
    street_town: str = ""
    address: str = ""
    door: str = ""
    category: str = ""


class Decision(StrEnum):
    """What a named person decided about somebody who may have no meal."""

    ENROLLED = "enrolled"
    SAME = "same"
    DIFFERENT = "different"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    MOVED = "moved"
    DECEASED = "deceased"
    LATER = "later"


CLOSED = frozenset({Decision.DECLINED, Decision.MOVED, Decision.DECEASED})
"""After these nobody need be asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision, by whom and when; ``by`` and ``note`` are personal data.

    ``resident`` is who was enrolled, or who the person is or is not.
    """

    decision: Decision
    by: str
    at: datetime.datetime
    note: str = ""
    resident: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An eligible person as stored, with all decisions in their order.

    ``listed``: the latest list still names the person. Decisions outlive lists.
    """

    id: int
    eligible: Eligible
    listed: bool
    decisions: tuple[Decided, ...] = ()

    @property
    def latest(self) -> Decided | None:
        """The decision that counts; that somebody is another resident decides nothing else."""
        telling = [d for d in self.decisions if d.decision is not Decision.DIFFERENT]
        return telling[-1] if telling else None

    @property
    def resident(self) -> str | None:
        """The resident whom a person's decision says this is."""
        last = self.latest
        joined = last is not None and last.decision in (Decision.SAME, Decision.ENROLLED)
        return last.resident if last is not None and joined else None

    @property
    def not_residents(self) -> frozenset[str]:
        """Residents whom a decision says this is not."""
        return frozenset(
            d.resident for d in self.decisions if d.decision is Decision.DIFFERENT and d.resident
        )
