"""Strategies are found by name through entry points."""

from __future__ import annotations

import pytest

from optimizer.errors import UnknownStrategy
from optimizer.strategies import registry
from optimizer.strategies.fixed_areas import FixedAreas


def test_names_are_in_order_of_the_alphabet():
    assert registry.names() == sorted(registry.names())
    assert {"fixed_areas", "nearest", "ortools"} <= set(registry.names())


def test_each_call_gives_a_fresh_strategy():
    assert isinstance(registry.get("fixed_areas"), FixedAreas)
    assert registry.get("fixed_areas") is not registry.get("fixed_areas")


def test_unknown_name_lists_the_known_ones():
    with pytest.raises(UnknownStrategy) as error:
        registry.get("magic")
    assert error.value.name == "magic"
    assert error.value.known == tuple(registry.names())
    assert "nearest" in str(error.value)
