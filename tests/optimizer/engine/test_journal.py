"""Going back restores everything, bit for bit."""

from __future__ import annotations

from tests import interpreters


def test_undo_restores_everything():
    program = "from tests.undoing import undo_iterations; print(undo_iterations())"
    assert int(interpreters.run(program, NUMBA_DISABLE_JIT="1")) > 80
