"""reinterpretcat's solver in a process of its own, see ``benchmarks.peers.vrp_cli``."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import vrp_cli

from benchmarks.peers.worker import serve


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """The solution to ``problem`` with ``matrices`` under ``config``, in the pragmatic format."""
    solution: dict[str, Any] = json.loads(
        vrp_cli.solve_pragmatic(
            problem=json.dumps(question["problem"]),
            matrices=[json.dumps(matrix) for matrix in question["matrices"]],
            config=json.dumps(question["config"]),
        )
    )
    return solution


if __name__ == "__main__":
    # The solver logs to the standard output: it gets another one, and answers keep the pipe.
    sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(answer)
