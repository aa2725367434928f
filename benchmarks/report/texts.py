"""Words of reports."""

from __future__ import annotations

from optimizer.texts import Catalogue

text = Catalogue("benchmarks.report")
