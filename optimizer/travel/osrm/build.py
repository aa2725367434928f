"""Roads for one vehicle, from a map of OpenStreetMap."""

from __future__ import annotations

import datetime
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from optimizer.travel.osrm.manifest import DATA, Manifest
from optimizer.travel.osrm.tools import run, tool

PROFILES = Path(__file__).with_name("profiles")
"""Songcan's own profiles; ``vehicle.lua`` is what they share."""

STEPS = ("osrm-extract", "osrm-contract")
"""Contraction hierarchies: of OSRM's two methods the one with the faster tables."""


def profiles() -> tuple[str, ...]:
    """Vehicles that roads can be built for."""
    return tuple(sorted(file.stem for file in PROFILES.glob("*.lua") if file.stem != "vehicle"))


def profile_hash(profile: str) -> str:
    """The hash of a profile with what it shares: other speeds are other roads."""
    hashed = hashlib.sha256()
    for name in (profile, "vehicle"):
        hashed.update((PROFILES / f"{name}.lua").read_bytes())
    return hashed.hexdigest()


def build(
    map_file: Path, profile: str, folder: Path, on_step: Callable[[str], None] = lambda _: None
) -> Manifest:
    """Build the roads of ``profile`` into ``folder``, which changes only when all went well.

    ``on_step`` is told the name of each tool before it runs. A server that has the old files open
    keeps them.

    Raises
    ------
    BindingsMissing, BuildFailed
        When OSRM's tools are not there, or one of them fails.
    OSError
        When the map cannot be read or the folder cannot be written.
    """
    with map_file.open("rb") as file:
        map_hash = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = Manifest(
        profile=profile,
        map=map_file.name,
        map_sha256=map_hash,
        profile_sha256=profile_hash(profile),
        osrm=run("osrm-extract", ["--version"]).strip(),
        built=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    )
    tool(STEPS[-1])  # before minutes are spent on the first step
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{profile}-") as temporary:
        made = Path(temporary) / profile
        made.mkdir()
        named: list[str | Path] = [
            "--profile",
            PROFILES / f"{profile}.lua",
            "--data_version",
            str(manifest.stamp),
        ]
        on_step(STEPS[0])
        run(STEPS[0], [*named, "--output", made / DATA, map_file])
        on_step(STEPS[1])
        run(STEPS[1], [made / DATA])
        manifest.write(made)
        if folder.exists():
            shutil.move(folder, Path(temporary) / "before")
        made.replace(folder)
    return manifest
