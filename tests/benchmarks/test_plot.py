"""Chinese labels are drawn as characters, or the plot says which font is missing."""

import os

import pytest

from benchmarks import plot
from benchmarks.measure import Measurement
from benchmarks.plotting.fonts import NoChineseFont, chinese_font
from optimizer.plan import Plan

RUN = Measurement(
    problem="canteen",
    strategy="nearest",
    limit=5,
    seed=0,
    ok=True,
    cost={"total": 1},
    kpis={
        "unserved_tier_1": 0,
        "unserved_tier_2": 2,
        "unserved_tier_3": 4,
        "riders": 7,
        "onboard_mean_seconds": 1_800,
        "onboard_longest_seconds": 3_600,
    },
    cpu=1,
    wall=1,
    plan=Plan(riders=(), unserved=()),
)


def test_labels_have_glyphs(tmp_path):
    """matplotlib warns of missing glyphs, and warnings are errors here."""
    try:
        chinese_font()
    except NoChineseFont:
        if os.environ.get("SONGCAN_REQUIRE_BROWSER"):
            raise
        pytest.skip("no font with Chinese characters: apt-get install fonts-noto-cjk")
    picture = tmp_path / "results.png"
    plot.draw([RUN, RUN], picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
