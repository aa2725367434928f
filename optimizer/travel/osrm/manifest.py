"""What stands beside built roads: which map, which profile, which OSRM, when."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from optimizer.travel.osrm.errors import RoadsMissing, RoadsUnreadable
from optimizer.travel.osrm.stamp import Stamp

FILE = "roads.json"
DATA = "map.osrm"
"""First part of the names of all files that OSRM writes."""

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One vehicle's roads. Hashes are SHA-256; ``map`` is a file's name, without its folder."""

    profile: str
    map: str
    map_sha256: str
    profile_sha256: str
    osrm: str
    built: str
    version: int = VERSION

    @property
    def stamp(self) -> Stamp:
        """The hash of what decides travel times: map, profile, OSRM's version."""
        named = "\0".join((self.map_sha256, self.profile_sha256, self.osrm))
        digest = hashlib.sha256(named.encode()).hexdigest()[:16]
        return Stamp(profile=self.profile, digest=digest)

    def write(self, folder: Path) -> None:
        """Write it into the folder of the roads."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"
        (folder / FILE).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path, profile: str) -> Manifest:
        """The manifest in ``folder``.

        Raises
        ------
        RoadsMissing, RoadsUnreadable
            When there is none, or none that can be read.
        """
        try:
            made = cls(**json.loads((folder / FILE).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise RoadsMissing(profile=profile) from None
        except (OSError, ValueError, TypeError) as error:
            raise RoadsUnreadable(profile=profile, detail=type(error).__name__) from error
        if made.version != VERSION or made.profile != profile:
            raise RoadsUnreadable(profile=profile, detail=FILE)
        return made
