"""A font that has Chinese characters, and Matplotlib set to draw with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from matplotlib import font_manager, rc_context

from optimizer.errors import SongcanError

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

CJK_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "SimHei",
)
"""Fonts with Chinese characters, the best for Simplified Chinese first."""

SYMBOLS = "DejaVu Sans"
"""Comes with Matplotlib and has the marks that Chinese fonts lack."""


SETTINGS: Mapping[RcKeyType, Any] = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "none",
    "svg.hashsalt": "songcan",
    "text.parse_math": False,
}


class NoChineseFont(SongcanError):
    """No installed font can draw the labels."""

    def __init__(self) -> None:
        super().__init__(
            "没有可显示中文的字体；请安装 fonts-noto-cjk"
            " / no font has Chinese characters; install fonts-noto-cjk"
        )


def chinese_font() -> str:
    """Name of an installed font that has Chinese characters.

    Raises
    ------
    NoChineseFont
        When there is none: boxes instead of characters would help nobody.
    """
    installed = {font.name for font in font_manager.fontManager.ttflist}
    for name in CJK_FONTS:
        if name in installed:
            return name
    raise NoChineseFont


@contextmanager
def chinese_labels() -> Iterator[None]:
    """Draw and save in here: labels in Chinese, text in SVG files stays text, same input same file.

    Raises
    ------
    NoChineseFont
        When no font has Chinese characters.
    """
    with rc_context({"font.family": [chinese_font(), SYMBOLS], **SETTINGS}):
        yield
