"""Labels of pictures."""

from __future__ import annotations

from optimizer.texts import Catalogue

text = Catalogue("benchmarks.plotting")
