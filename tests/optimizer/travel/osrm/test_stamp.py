"""A build's stamp survives OSRM's answers, and nothing else is taken for one."""

import pytest

from optimizer.travel.osrm.stamp import Stamp


def test_a_stamp_is_read_as_it_was_written():
    stamp = Stamp(profile="ebike", digest="0123456789abcdef")
    assert Stamp.read(str(stamp)) == stamp


@pytest.mark.parametrize(
    "other", [None, "", 5, "2026-01-31T20:21:02Z", "songcan-ebike-", "songcan-ebike-xyz"]
)
def test_other_versions_are_no_stamp(other):
    assert Stamp.read(other) is None
