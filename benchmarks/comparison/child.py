"""The process of one run: reads the run as JSON, measures, prints the outcome.

Beside the fields of a run it may find ``plan``, where its plan is to be written, and
``memory_mb``, the most that it may hold.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from api.files import write_plan
from benchmarks.measure import Measurement, limit_memory, measure, peak_megabytes
from benchmarks.pinned import Record, Run
from benchmarks.posed import posed
from optimizer.errors import BrokenPlan, SongcanError


def outcome(run: Run) -> Record:
    """What ``run`` gives in this process."""
    limit_memory(most := run.get("memory_mb"))
    try:
        problem = posed(Path(run["file"]))
        before = peak_megabytes()
        measured = measure(
            run["problem"],
            problem,
            run["strategy"],
            run["seconds"],
            run["seed"],
            run["iterations"],
        )
    except BrokenPlan as error:
        codes = sorted({violation.rule.name for violation in error.violations})
        return {"error": f"方案违反规则 / its plan breaks rules: {', '.join(codes)}"}
    except SongcanError as error:
        return {"error": " ".join(str(error).split())}
    except MemoryError:
        return {"error": f"内存不足 / more memory than {most} MB was needed"}
    if (path := run.get("plan")) is not None:
        write_plan(measured.plan, Path(path))
    return {"problem_mb": round(before), **_figures(measured)}


def _figures(measured: Measurement) -> Record:
    tiers = sorted(k for k in measured.kpis if k.startswith("unserved_tier_"))
    end = (round(measured.wall, 3), measured.cost["total"], [measured.kpis[k] for k in tiers])
    return {
        "ok": measured.ok,
        "cost": dict(measured.cost),
        "kpis": dict(measured.kpis),
        "cpu": round(measured.cpu, 3),
        "wall": round(measured.wall, 3),
        "first": measured.first,
        "steps": measured.iterations,
        "peak_mb": round(measured.peak_mb),
        "trace": [*measured.trace, end],
    }


def main() -> None:
    """One run from standard input; its outcome is the last line of the output."""
    print(json.dumps(outcome(json.load(sys.stdin))))  # noqa: T201


if __name__ == "__main__":
    main()
