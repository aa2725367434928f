"""Which characters the bytes of a text file mean: said by its mark, or proven by strictness."""

from __future__ import annotations

import codecs

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks: Excel's “CSV UTF-8” has the first, its “Unicode text” the second."""

UNMARKED = ("utf-8", "gb18030")
"""In this order: Chinese in GB18030 is hardly ever valid UTF-8, while the reverse often is."""


def decoded(content: bytes) -> str | None:
    """The text of ``content``; None when it is in none of these encodings.

    No byte is replaced or skipped: a name with a wrong character is worse than a refused file.
    """
    marked = [encoding for mark, encoding in MARKS.items() if content.startswith(mark)]
    for encoding in marked or UNMARKED:
        try:
            found = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in found else found
    return None
