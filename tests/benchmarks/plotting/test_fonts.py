"""Labels are drawn as Chinese characters, or the missing font is named."""

import pytest
from matplotlib import font_manager

from benchmarks.plotting.fonts import NoChineseFont, chinese_font


def test_missing_font_is_said(monkeypatch):
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        chinese_font()
