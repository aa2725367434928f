"""Compiling the engine, with a cache that notices changed sources.

Numba notices a change in the file of a cached function, but not in the files of what it calls:
so the cache's folder carries a hash of all the engine's sources. Only the functions that Python
calls are cached; what they call is compiled into them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba import njit
from numba.core import config

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
SOURCES = Path(__file__).parent


def cache_folder() -> Path:
    """Where compiled code is kept: per version of the sources and of Numba."""
    digest = hashlib.sha256(f"{numba.__version__} bounds={config.BOUNDSCHECK}".encode())
    for source in sorted(SOURCES.glob("*.py")):
        digest.update(source.name.encode() + source.read_bytes())
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "songcan" / "engine" / digest.hexdigest()[:16]


def inner(function: Kernel) -> Kernel:
    """Compile a function that only compiled functions call."""
    compiled: Kernel = njit(function, error_model="numpy")
    return compiled


def entry(function: Kernel) -> Kernel:
    """Compile a function that Python calls: cached on disk, runs without the interpreter's lock."""
    usual = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder())
    try:
        compiled: Kernel = njit(function, cache=True, nogil=True, error_model="numpy")
    finally:
        config.CACHE_DIR = usual
    return compiled
