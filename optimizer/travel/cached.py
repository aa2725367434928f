"""A cache of travel matrices by content: what was computed once is read from then on."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from optimizer.problem import Location, Travel
from optimizer.travel.base import TravelTimes

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cached:
    """Another source's matrices, kept as npz files in ``folder``.

    A file's name is the hash of coordinates, profile and the source's identity, so a changed
    speed or address never meets an old matrix. Files are written whole or not at all; one that
    cannot be read is computed again. A folder that cannot be written costs time, not the plan.
    ``keep`` bounds the files: the oldest go first.
    """

    source: TravelTimes
    folder: Path
    keep: int = 100

    def matrix(self, locations: Sequence[Location], profile: str) -> Travel:
        """The source's matrix, read from the cache where it is there."""
        path = self.folder / f"{self._key(locations, profile)}.npz"
        if (kept := _read(path, len(locations))) is not None:
            return kept
        travel = self.source.matrix(locations, profile)
        try:
            _write(path, travel)
            self._forget_oldest()
        except OSError as error:
            _log.warning("travel cache %s cannot be written: %s", path, error)
        return travel

    def identity(self, profile: str) -> str:
        """The source's identity: the cache changes nothing."""
        return self.source.identity(profile)

    def _key(self, locations: Sequence[Location], profile: str) -> str:
        points = np.array([(place.lon, place.lat) for place in locations], dtype="<f8")
        named = f"{self.source.identity(profile)}\0{profile}\0"
        return hashlib.sha256(named.encode() + points.tobytes()).hexdigest()

    def _forget_oldest(self) -> None:
        files = sorted(self.folder.glob("*.npz"), key=lambda path: path.stat().st_mtime_ns)
        for path in files[: -self.keep]:
            path.unlink(missing_ok=True)


def _read(path: Path, size: int) -> Travel | None:
    """The kept matrix, or None where there is none that can be used."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            travel = Travel(arrays["seconds"], arrays["metres"])
    except FileNotFoundError:
        return None
    except Exception as error:  # zipfile and NumPy raise nearly anything on damaged files
        _log.warning("travel cache %s cannot be read and is computed again: %s", path, error)
        return None
    if travel.seconds.shape != (size, size) or travel.metres.shape != (size, size):
        _log.warning("travel cache %s has the wrong size and is computed again", path)
        return None
    return travel


def _write(path: Path, travel: Travel) -> None:
    """Write beside the target and rename, so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            np.savez(file, seconds=travel.seconds, metres=travel.metres)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
