"""What is written behind the options of replan is what happened, or it is said how to write it."""

import pytest
import typer

from api.cli.changing_options import clock_of
from api.cli.happened_options import disruptions_of
from optimizer.replan.disruptions import (
    Breakdown,
    CanteenDown,
    CanteenShort,
    Meals,
    RiderAbsent,
    RiderLate,
)

NOTHING = {"absent": (), "late": (), "broken": (), "meals_lost": (), "down": (), "short": ()}


def happened(**said):
    return disruptions_of(**(NOTHING | said))


def test_everything_at_once():
    assert happened(
        absent=["R3", "R5"],
        late=["R4=10:15"],
        broken=["R6", "R7@V9"],
        meals_lost=["R6"],
        down=["C1"],
        short=["C2=80", "C3:soft=20"],
    ) == (
        RiderAbsent(rider="R3"),
        RiderAbsent(rider="R5"),
        RiderLate(rider="R4", until=36_900),
        Breakdown(rider="R6", meals=Meals.LOST),
        Breakdown(rider="R7", meeting_point="V9"),
        CanteenDown(canteen="C1"),
        CanteenShort(canteen="C2", capacity=80),
        CanteenShort(canteen="C3", capacity=20, diet="soft"),
    )


def test_nothing():
    assert happened() == ()


@pytest.mark.parametrize(
    "said",
    [
        {"late": ["R4"]},
        {"late": ["R4=10"]},
        {"late": ["=10:15"]},
        {"late": ["R4=25:15"]},
        {"short": ["C1"]},
        {"short": ["C1=few"]},
        {"short": ["C1=-3"]},
        {"meals_lost": ["R6"]},
        {"meals_lost": ["R6"], "broken": ["R7"]},
    ],
)
def test_what_cannot_be_read(said):
    ((value, *_),) = (values for name, values in said.items() if name != "broken")
    with pytest.raises(typer.BadParameter) as refused:
        happened(**said)
    assert value.partition("=")[2] in str(refused.value)


@pytest.mark.parametrize("value", ["", "9", "24:00", "9:60", "09:40:00", "0940", "nine"])
def test_what_is_no_time_of_day(value):
    with pytest.raises(typer.BadParameter, match="HH:MM"):
        clock_of(value)


def test_a_time_of_day():
    assert (clock_of("9:40"), clock_of("09:40"), clock_of("23:59")) == (34_800, 34_800, 86_340)
