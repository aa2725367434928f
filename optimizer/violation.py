"""A broken rule, with the place and the values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer.rules import EXPLANATIONS, Rule
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Where a plan breaks a rule. ``trip`` counts from 0 in the rider's day."""

    rule: Rule
    rider: str | None = None
    trip: int | None = None
    visit: str | None = None
    canteen: str | None = None
    values: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def meaning(self) -> Text:
        """What the rule demands."""
        return EXPLANATIONS[self.rule].meaning

    @property
    def remedy(self) -> Text:
        """What a person can do about it."""
        return EXPLANATIONS[self.rule].remedy

    def __str__(self) -> str:
        named = {
            "rider": self.rider,
            "trip": self.trip,
            "visit": self.visit,
            "canteen": self.canteen,
        }
        place = {name: value for name, value in named.items() if value is not None}
        shown = ", ".join(f"{name}={value}" for name, value in (place | dict(self.values)).items())
        return f"{self.rule} ({shown}): {self.meaning}"
