"""The process of one step: reads the way as JSON, prints seconds and the peak of memory."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from benchmarks.whole_way.steps import STEPS, Way


def main() -> None:
    """One step; its measurements are the last line of the output."""
    asked = json.load(sys.stdin)
    step = STEPS[asked.pop("step")]
    seconds = step(Way(**{**asked, "folder": Path(asked["folder"])}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": round(peak)}))  # noqa: T201


if __name__ == "__main__":
    main()
