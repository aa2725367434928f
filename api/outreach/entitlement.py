"""Whether a category of the low-income monitor entitles to a meal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

SEPARATED = re.compile(r"[;,、和及/+\s]+")
DENIED = re.compile(r"^(?:非|不|无|已?(?:取消|停发|退出))|(?:取消|停发|退出)$")


class Entitlement(StrEnum):
    """What a category says; unclear ones are asked about, never refused silently."""

    ENTITLED = "entitled"
    UNCLEAR = "unclear"
    NOT_ENTITLED = "not_entitled"


def entitlement(category: str, entitled: Sequence[str]) -> Entitlement:
    """The best that any part of ``category`` says (低保、高龄); blank: unclear.

    A word of ``entitled`` may stand anywhere in a part: 低保边缘 is one of 低保.
    """
    plain = unicodedata.normalize("NFKC", category).strip()
    said = [part for part in SEPARATED.split(plain) if part]
    if any(word in part and not DENIED.search(part) for part in said for word in entitled):
        return Entitlement.ENTITLED
    return Entitlement.NOT_ENTITLED if said else Entitlement.UNCLEAR
