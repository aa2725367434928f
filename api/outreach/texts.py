"""Texts about people without meals."""

from __future__ import annotations

from optimizer.texts import Catalogue

text = Catalogue("api.outreach")
