"""Resident memory of this process, now and at its peak, in MB."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.measure import peak_megabytes

_SELF = Path("/proc/self")
_KB = 1 << 10


def resident_mb() -> float:
    """What is resident now; the peak where the system does not tell."""
    return _status("VmRSS") or peak_megabytes()


def peak_mb() -> float:
    """The most that was resident since :func:`forget_peak`, or since the process began."""
    return _status("VmHWM") or peak_megabytes()


def forget_peak() -> bool:
    """Begin a new peak, so that compiling and reading before it do not count.

    Linux alone can do so; elsewhere, or where it is forbidden, the old peak stays: False.
    """
    try:
        (_SELF / "clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def _status(name: str) -> float | None:
    try:
        found = re.search(rf"{name}:\s+(\d+) kB", (_SELF / "status").read_text(encoding="ascii"))
    except OSError:
        return None
    return int(found[1]) / _KB if found else None
