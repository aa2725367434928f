"""Riders can be told apart by everybody, with or without colours."""

import re
from itertools import combinations

import numpy as np
import pytest

from api.web.badge import COLOURS, badge
from api.web.pages import STATIC

CSS = (STATIC / "songcan.css").read_text(encoding="utf-8")
# Machado, Oliveira, Fernandes (2009): A physiologically-based model for simulation of color
# vision deficiency, severity 1.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
SRGB = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def colour(name):
    """A colour of the style sheet as linear RGB."""
    found = re.search(rf"--{name}: #([0-9a-f]{{6}})", CSS)
    assert found, name
    channels = np.array([int(found[1][k : k + 2], 16) for k in (0, 2, 4)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(linear):
    """CIE L*a*b* of linear RGB."""
    x, y, z = np.cbrt(SRGB @ np.clip(linear, 0.001, 1) / np.array([0.9505, 1, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one, other):
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((SRGB[1] @ colour(one), SRGB[1] @ colour(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("vision", VISION)
def test_colours_differ_for_colour_blind_eyes_too(vision):
    seen = [lab(VISION[vision] @ colour(f"c{k}")) for k in range(COLOURS)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 24


@pytest.mark.parametrize("k", range(COLOURS))
def test_lines_stand_out_from_the_paper(k):
    assert contrast(f"c{k}", "paper") >= 3


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "ground"),
        ("soft", "ground"),
        ("soft", "paper"),
        ("deep", "paper"),
        ("deep", "deep-tint"),
        ("alarm", "alarm-tint"),
        ("wait", "wait-tint"),
    ],
)
def test_text_has_the_contrast_that_old_screens_need(ink, ground):
    assert contrast(ink, ground) >= 4.5


def test_sixty_four_riders_have_different_pairs_of_colour_and_shape():
    badges = [badge(k) for k in range(64)]
    assert len({(one.colour, one.shape) for one in badges}) == 64
    assert len({one.letter for one in badges}) == 64


@pytest.mark.parametrize(("position", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (52, "BA")])
def test_letters_go_on_after_z(position, letter):
    assert badge(position).letter == letter
