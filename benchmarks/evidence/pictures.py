"""The pictures of ``docs/benchmarks.md``: of each problem with its batches and bays, three."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.pinned import Record
from benchmarks.plotting.gallery import draw

KINDS = ("overview", "progress", "map")
PROBLEMS = ("canteen", "town", "district")


def pictures(records: Sequence[Record], out: Path, folder: Path) -> Iterator[Path]:
    """Draw into ``out/plots`` and copy what the page shows to ``folder``.

    ``records`` may be of other problems, too; their plans are read from ``out``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shown = [record for record in records if record["problem"] in PROBLEMS]
    drawn, _ = draw(shown, out)
    for picture in drawn:
        if picture.png.stem.rpartition(".")[2] in KINDS:
            yield Path(shutil.copy(picture.png, folder))
