"""Why a change to a schedule was not made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer.rules import Rule


@dataclass(frozen=True, slots=True)
class Refusal:
    """The first rule that a candidate breaks, with the values behind it."""

    rule: Rule
    params: Mapping[str, int | str] = field(default_factory=dict)
