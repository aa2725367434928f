"""A strategy looks the same in every picture, and unlike every other that is known."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.plotting.styles import KNOWN, style_of

NAMES = (*KNOWN, "engine")


def test_known_names_differ_in_colour_and_in_marker():
    assert len({style_of(name).colour for name in NAMES}) == len(NAMES)
    assert len({style_of(name).marker for name in NAMES}) == len(NAMES), "in grey too"


def test_the_engine_is_drawn_on_top():
    assert all(style_of(name).above < style_of("engine").above for name in KNOWN)


@given(st.text("abc_xyz", min_size=1))
def test_any_name_has_one_style(name):
    assert style_of(name) == style_of(name)
    if name not in NAMES:
        assert style_of(name).marker not in {style_of(known).marker for known in NAMES}
