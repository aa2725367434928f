"""What a place or a trip would change of the rounds is what is counted once it is there."""

from __future__ import annotations

from tests import interpreters


def test_joining_and_swapping_cost_what_they_change():
    program = "from tests.joining import join_trips; print(join_trips())"
    assert int(interpreters.run(program, NUMBA_DISABLE_JIT="1")) > 500
