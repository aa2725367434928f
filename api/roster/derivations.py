"""Values of a row that follow from others, before its rules are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.roster.rules import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """New values by key, and remarks with the keys that each is about."""

    values: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[tuple[tuple[str, ...], Remark], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """``derive`` gets the values of ``needs`` when all of them could be read."""

    needs: tuple[str, ...]
    derive: Callable[..., Derived]
