"""Other systems on our problem, as strategies that only comparisons know."""

from __future__ import annotations

PEERS: dict[str, str] = {}
"""Where each peer's class is, ``module:Class``, by name."""
