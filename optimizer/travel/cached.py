"""A cache of travel matrices by content: what was computed once is read from then on."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from optimizer.notices import Notice
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
        if (identity := self.source.identity(profile)) is None:
            return self.source.matrix(locations, profile)
        path = self.folder / f"{_key(identity, locations, profile)}.npz"
        if (kept := _read(path, locations)) is not None:
            return kept
        travel = self.source.matrix(locations, profile)
        try:
            _write(path, travel, locations)
            self._forget_oldest()
        except OSError as error:
            _log.warning("travel cache %s cannot be written: %s", path, error)
        return travel

    def identity(self, profile: str) -> str | None:
        """The source's identity: the cache changes nothing."""
        return self.source.identity(profile)

    def _forget_oldest(self) -> None:
        files = sorted(self.folder.glob("*.npz"), key=lambda path: path.stat().st_mtime_ns)
        for path in files[: -self.keep]:
            path.unlink(missing_ok=True)


def _key(identity: str, locations: Sequence[Location], profile: str) -> str:
    points = np.array([(place.lon, place.lat) for place in locations], dtype="<f8")
    named = f"{identity}\0{profile}\0"
    return hashlib.sha256(named.encode() + points.tobytes()).hexdigest()


def _read(path: Path, locations: Sequence[Location]) -> Travel | None:
    """The kept matrix, or None where there is none that can be used."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            told = _told(arrays["notices"], locations) if "notices" in arrays else ()
            travel = Travel(arrays["seconds"], arrays["metres"], told)
    except FileNotFoundError:
        return None
    except Exception as error:  # zipfile and NumPy raise nearly anything on damaged files
        _log.warning("travel cache %s cannot be read and is computed again: %s", path, error)
        return None
    size = len(locations)
    if travel.seconds.shape != (size, size) or travel.metres.shape != (size, size):
        _log.warning("travel cache %s has the wrong size and is computed again", path)
        return None
    return travel


def _told(written: NDArray[np.uint8], locations: Sequence[Location]) -> tuple[Notice, ...]:
    """The notices as :func:`_telling` wrote them, with the ids that these locations have now."""
    notices = json.loads(written.tobytes())
    for params in (notice["params"] for notice in notices):
        if "location" in params:
            params["location"] = locations[params["location"]].id
    return tuple(Notice(**notice) for notice in notices)


def _telling(notices: Sequence[Notice], locations: Sequence[Location]) -> NDArray[np.uint8]:
    """The notices as UTF-8 JSON, with rows in place of ids: a file is found by places alone."""
    row = {place.id: number for number, place in enumerate(locations)}
    written = [asdict(notice) for notice in notices]
    for params in (notice["params"] for notice in written):
        if "location" in params:
            params["location"] = row[params["location"]]
    return np.frombuffer(json.dumps(written).encode(), np.uint8)


def _write(path: Path, travel: Travel, locations: Sequence[Location]) -> None:
    """Write beside the target and rename, so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            told = _telling(travel.notices, locations)
            np.savez(file, seconds=travel.seconds, metres=travel.metres, notices=told)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
