"""Whether two names may be one person's: exports mask them, people mistype them."""

from __future__ import annotations

import re
import unicodedata

MASK = re.compile(r"[*＊×某○□?？]")
"""What exports write in the place of a character."""


def bare(name: str) -> str:
    """A name without spaces, dots and titles, in one width."""
    plain = unicodedata.normalize("NFKC", name)
    return re.sub(r"[\s·•.‧]|先生$|女士$|老人$", "", plain).casefold()


def same(one: str, other: str) -> bool:
    """Whether both are the same name beyond doubt."""
    first, second = bare(one), bare(other)
    return bool(first) and first == second and not MASK.search(first)


def similar(one: str, other: str) -> bool:
    """Whether both may be the same name: equal but for masks, or one slip in three characters.

    Of two characters one is already half the name; most people share one with somebody.
    """
    first, second = bare(one), bare(other)
    if not first or not second:
        return False
    if len(first) == len(second):
        wrong = sum(not _fits(a, b) for a, b in zip(first, second, strict=True))
        shown = sum(
            not (MASK.match(a) or MASK.match(b)) for a, b in zip(first, second, strict=True)
        )
        return shown > 0 and (
            wrong == 0 or (wrong == 1 and len(first) >= 3) or _swapped(first, second)
        )
    shorter, longer = sorted((first, second), key=len)
    one_more = len(longer) == len(shorter) + 1 and len(shorter) >= 2
    return one_more and any(longer[:k] + longer[k + 1 :] == shorter for k in range(len(longer)))


def _fits(a: str, b: str) -> bool:
    return a == b or bool(MASK.match(a)) or bool(MASK.match(b))


def _swapped(first: str, second: str) -> bool:
    """The same characters with two neighbours exchanged: 王秀英 and 王英秀."""
    differ = [k for k, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    return (
        len(first) >= 3
        and len(differ) == 2
        and differ[1] == differ[0] + 1
        and first[differ[0]] == second[differ[1]]
        and first[differ[1]] == second[differ[0]]
    )
