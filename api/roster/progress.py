"""Telling how far an import is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told now and then that ``done`` of ``total`` steps of a stage are over.

    Stages: reading (files), checking (rows), comparing and storing (kinds of records).
    """

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hear it."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
