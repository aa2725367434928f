"""What a comparison leaves behind beside its records: CSV and JSON, a row each run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd


def write(frame: pd.DataFrame, out: Path) -> Iterator[Path]:
    """Write ``frame`` in every form and tell each file."""
    csv, json = out / "results.csv", out / "results.json"
    frame.to_csv(csv, index=False, encoding="utf-8-sig")  # Excel knows Chinese by the mark
    yield csv
    frame.to_json(json, orient="records", indent=1, force_ascii=False)
    yield json
