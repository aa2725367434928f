"""Texts about changed plans, in both languages."""

from __future__ import annotations

from optimizer.texts import Catalogue

text = Catalogue("api.editing")
