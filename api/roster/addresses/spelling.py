"""Spellings that mean the same: widths, dashes, numerals, the district before the road."""

from __future__ import annotations

import re
import unicodedata

DASHES = re.compile(r"[‐‑‒–—―−﹣ー─~～]+")
NUMERALS = re.compile(r"[零〇一二三四五六七八九十百]+(?=支弄|弄|号|幢|栋|座|单元|室|层|楼)")
DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
REMARK = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")

TOWNS = "|".join(
    f"{town}(?:{kind})?"
    for town, kind in {
        "曹杨": "新村",
        "长风": "新村",
        "长寿": "路",
        "甘泉": "路",
        "石泉": "路",
        "宜川": "路",
        "真如": "镇",
        "长征": "镇",
        "桃浦": "镇",
        "万里": "",
    }.items()
)
DISTRICT = re.compile(
    rf"(?:中国)?(?:上海市|上海(?=普陀))?(?:普陀区)?(?:(?:{TOWNS})街道|(?:真如|长征|桃浦)镇(?=.*\d))?"
)
"""What may stand before the road, and is the same for everybody here."""


def half(words: str) -> str:
    """Half-width characters, and no spaces where Chinese has none."""
    plain = unicodedata.normalize("NFKC", words).strip()
    return re.sub(r"\s+", "" if CHINESE.search(plain) else " ", plain)


def split_remarks(words: str) -> tuple[str, str]:
    """``words`` without what stands in brackets, and that."""
    remarks = [found.strip("()（）[]【】") for found in REMARK.findall(words)]
    return REMARK.sub("", words), "；".join(filter(None, remarks))


def even(words: str) -> str:
    """``words`` with one kind of dash and digits before units, without district and 第."""
    dashed = DASHES.sub("-", half(words)).upper()
    numbered = NUMERALS.sub(lambda found: str(_number(found[0])), dashed)
    marked = re.sub(r"(?<=\d)#", "号", numbered.strip(",.;、。"))
    return re.sub(r"第(?=\d)", "", DISTRICT.sub("", marked, count=1))


def _number(numeral: str) -> int:
    """The value of 八, 十二, 三十五, 一百零二 or 一〇二."""
    if not re.search("[十百]", numeral):
        return int("".join(str(DIGITS[digit]) for digit in numeral))
    hundreds, _, rest = numeral.rpartition("百")
    tens, _, ones = rest.rpartition("十")
    value = 100 * _digit(hundreds, 1) if "百" in numeral else 0
    if "十" in rest:
        return value + 10 * _digit(tens, 1) + _digit(ones, 0)
    return value + _digit(ones, 0)


def _digit(numeral: str, blank: int) -> int:
    digits = [DIGITS[one] for one in numeral if DIGITS.get(one)]
    return digits[-1] if digits else blank
