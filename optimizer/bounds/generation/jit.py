"""Compiling pricing as the engine is compiled, with a cache that notices its own sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

from numba import njit
from numba.core import config

from optimizer.engine.jit import Kernel, cache_folder, inner

__all__ = ["entry", "inner"]

HERE = Path(__file__).parent
SOURCES = [HERE / f"{name}.py" for name in ("ahead", "arrays", "labels", "pool", "steps")]
"""All that is compiled."""


def entry(function: Kernel) -> Kernel:
    """Compile a function that Python calls: cached on disk, runs without the interpreter's lock."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in SOURCES))
    usual = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder() / f"generation-{digest.hexdigest()[:16]}")
    try:
        compiled: Kernel = njit(function, cache=True, nogil=True, error_model="numpy")
    finally:
        config.CACHE_DIR = usual
    return compiled
