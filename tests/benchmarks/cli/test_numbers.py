"""Lists of numbers are read as people write them."""

import pytest
import typer

from benchmarks.cli import numbers


@pytest.mark.parametrize(
    ("written", "meant"), [("3", (3,)), ("1-3", (1, 2, 3)), ("4, 1-2,1", (4, 1, 2))]
)
def test_whole_numbers_and_ranges(written, meant):
    assert numbers.whole(written) == meant


def test_seconds_may_have_fractions():
    assert numbers.seconds("10,0.5") == (10.0, 0.5)


@pytest.mark.parametrize("read", [numbers.whole, numbers.seconds])
@pytest.mark.parametrize("written", ["", "ten", "5-", "3-1"])
def test_what_is_no_number_is_said(read, written):
    with pytest.raises(typer.BadParameter, match="1-5"):
        read(written)


@pytest.mark.parametrize("written", ["nan", "inf", "10,inf"])
def test_seconds_come_to_an_end(written):
    with pytest.raises(typer.BadParameter, match="10,60"):
        numbers.seconds(written)


def test_names_are_trimmed():
    assert numbers.names("engine, nearest,") == ("engine", "nearest")


def test_whatever_is_written_twice_is_run_once():
    assert numbers.whole("1,1-2") == (1, 2)
    assert numbers.seconds("10,10.0") == (10.0,)
    assert numbers.names("engine,nearest,engine") == ("engine", "nearest")
