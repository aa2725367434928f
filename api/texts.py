"""The application's texts: Chinese first, English second."""

from __future__ import annotations

from optimizer.texts import Catalogue

text = Catalogue("api")
