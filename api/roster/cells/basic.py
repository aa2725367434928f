"""Text, numbers and words of a list."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeVar

EXCEL_DIGITS = 15
"""Excel keeps so many digits of a number and turns the others into zeros."""

NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))

SEPARATORS = re.compile(r"[;,、和及/\n]+")

INVISIBLE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f\\xad\\u200b-\\u200f\\u2060\\ufeff]")
"""Characters that nobody sees and that come along from chats and other programs."""

HALF = {
    **{full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F) if chr(full - 0xFEE0).isalnum()},
    **dict.fromkeys((0xA0, 0x3000), 0x20),
}
"""Full-width digits, letters and spaces in half width; Chinese punctuation stays."""

SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+\d+")
"""What Excel makes of a long number."""

T = TypeVar("T")


class BadCell(Exception):
    """A cell that cannot be understood; ``key`` names the text, ``values`` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)


def is_blank(raw: object) -> bool:
    """Whether nothing stands in the cell."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def shown(raw: object) -> str:
    """The cell as Excel would show it."""
    if raw is None:
        return ""
    if isinstance(raw, datetime.datetime) and raw.time() == datetime.time():
        return raw.date().isoformat()
    if isinstance(raw, float) and math.isnan(raw):
        return "#N/A"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def words(raw: object) -> str:
    """Text; whole numbers become their digits, so that no phone turns into 1.38E+10."""
    if isinstance(raw, str):
        lines = raw.replace("\r\n", "\n").replace("\r", "\n")
        return INVISIBLE.sub("", lines.translate(HALF)).strip()
    if isinstance(raw, bool):
        return str(raw).upper()
    if not isinstance(raw, int | float):
        raise BadCell("unexpected_date")
    if isinstance(raw, float) and not math.isfinite(raw):
        raise BadCell("formula_error")
    if abs(raw) >= 10**EXCEL_DIGITS:
        raise BadCell("digits_lost", digits=EXCEL_DIGITS)
    return shown(raw)


def code(raw: object) -> str:
    """A code such as an id: its leading zeros and all its digits are kept, its width is half.

    It is text also where it looks like a number, and refused where Excel has cut its digits.
    """
    typed = plain(raw)
    if SCIENTIFIC.fullmatch(typed):
        raise BadCell("digits_lost", digits=EXCEL_DIGITS)
    return typed


def phone(raw: object) -> str:
    """A phone number as text, as somebody typed it."""
    number = plain(raw)
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", number):
        raise BadCell("phone_scientific")
    if not re.fullmatch(r"[\d+\-() 转,/]+", number) or not any(map(str.isdigit, number)):
        raise BadCell("not_a_phone")
    return number


def number(raw: object) -> float:
    """A finite number, also typed as text."""
    typed = plain(raw)
    try:
        value = float(typed)
    except ValueError:
        raise BadCell("not_a_number") from None
    if not math.isfinite(value):
        raise BadCell("not_a_number")
    return value


def integer(least: int, most: int | None = None) -> Callable[[object], int]:
    """A parser of whole numbers from ``least`` to ``most``; 3层, 2级 and 三 are whole numbers."""

    def parse(raw: object) -> int:
        digits = re.sub(r"(层|楼|级|份|个|趟|盒|人)$", "", plain(raw))
        value = NUMERALS[digits] if digits in NUMERALS else number(digits)
        if value != int(value):
            raise BadCell("not_whole")
        if value < least:
            raise BadCell("below", least=least)
        if most is not None and value > most:
            raise BadCell("above", most=most)
        return int(value)

    return parse


def minutes(raw: object) -> int:
    """Seconds of a number of minutes."""
    value = number(re.sub(r"分钟?$", "", plain(raw)))
    if value < 0:
        raise BadCell("below", least=0)
    return round(value * 60)


def choice(known: Mapping[T, tuple[str, ...]]) -> Callable[[object], T]:
    """A parser of one of the ``known`` words; the key itself is one of them."""
    meaning = {word: key for key, spelt in known.items() for word in (str(key).lower(), *spelt)}
    first = "、".join(spelt[0] for spelt in known.values())

    def parse(raw: object) -> T:
        word = plain(raw).lower()
        for spelling in (word, word.removesuffix("餐")):
            if spelling in meaning:
                return meaning[spelling]
        raise BadCell("unknown_word", known=first)

    return parse


def listed(parse: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """A parser of several values, each read by ``parse``; repeated ones count once."""

    def parse_all(raw: object) -> tuple[T, ...]:
        return tuple(dict.fromkeys(parse(part) for part in parts(raw)))

    return parse_all


def plain(raw: object) -> str:
    """Text in half-width characters without spaces at its ends."""
    return unicodedata.normalize("NFKC", words(raw)).strip()


def parts(raw: object) -> list[str]:
    """The parts of a list in one cell."""
    return [part.strip() for part in SEPARATORS.split(plain(raw)) if part.strip()]
