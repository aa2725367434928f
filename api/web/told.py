"""What must be known about the data behind a day, kind by kind."""

from __future__ import annotations

from dataclasses import dataclass

from api.plans.notices import told
from api.web.names import Names
from api.web.texts import known, text
from optimizer.problem import Problem
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldView:
    """All notices of one kind, under a title that counts them."""

    title: Text
    sentences: tuple[Text, ...]
    remedy: Text | None


def told_views(problem: Problem, names: Names) -> tuple[ToldView, ...]:
    """The notices by kind, with addresses and canteens named."""
    return tuple(
        ToldView(
            title=_title(group.code, len(group.sentences)),
            sentences=group.sentences,
            remedy=group.remedy,
        )
        for group in told(problem, names.addresses, names.canteens)
    )


def _title(code: str, count: int) -> Text:
    """A kind without words of its own was written by another program."""
    key = f"told_{code}"
    return text(key if known(key) else "told_other", count=count)
