"""How a version came about, and what can be taken back, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from api.plans.origins import RESTORING
from api.plans.records import Heading
from api.web.changing.words import action_words
from api.web.names import Names
from api.web.texts import text
from api.web.words import moment_words
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version in the list of all; ``changed``: it was made from another one."""

    id: int
    number: int
    status: str
    status_words: Text
    what: Text
    by: str
    why: str
    made: str
    published: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """What led to a version, and the way back.

    ``newest`` is the number of the sitting's newest version; ``undo`` and ``redo`` say what they
    would take back, None where there is nothing. ``changed``: there is another version
    to compare it with.
    ``follows`` is the number of the version that it took the place of when it was published.
    """

    newest: int
    is_newest: bool
    made: VersionLine
    changed: bool
    undo: Text | None
    redo: Text | None
    follows: int | None


def version_lines(
    headings: Sequence[Heading], names: Names, zone: ZoneInfo
) -> tuple[VersionLine, ...]:
    """All versions, the newest first."""
    numbers = {heading.id: heading.number for heading in headings}
    return tuple(
        VersionLine(
            id=heading.id,
            number=heading.number,
            status=heading.status.value,
            status_words=text(f"status_{heading.status}"),
            what=action_words(heading.origin, names, numbers),
            by=heading.origin.by,
            why=heading.origin.why,
            made=moment_words(heading.created, zone),
            published=moment_words(heading.published, zone) if heading.published else "",
            changed=heading.origin.parent is not None,
        )
        for heading in reversed(headings)
    )


def history_view(
    headings: Sequence[Heading],
    shown: int,
    reversible: tuple[int | None, int | None],
    names: Names,
    zone: ZoneInfo,
) -> HistoryView:
    """The history around version ``shown``; ``reversible`` as ``api.plans.service`` says it."""
    lines = {line.id: line for line in version_lines(headings, names, zone)}
    known = {heading.id: heading for heading in headings}
    here, (undo, redo) = known[shown], reversible
    content = here.origin.parent if here.origin.action in RESTORING else shown
    undone = lines[content or shown].what
    before = published_before(headings, shown)
    return HistoryView(
        newest=headings[-1].number,
        is_newest=headings[-1].id == shown,
        made=lines[shown],
        changed=here.origin.parent is not None or before is not None,
        undo=None if undo is None else text("undo_what", what=undone),
        redo=None if redo is None else text("redo_what", what=lines[redo].what),
        follows=None if before is None else before.number,
    )


def published_before(headings: Sequence[Heading], shown: int) -> Heading | None:
    """What people had in their hands before: the version published last, before ``shown`` was.

    For a version that was never published: what is published last of all.
    """
    here = next(heading for heading in headings if heading.id == shown)
    earlier = [
        (heading.published, heading.number, heading)
        for heading in headings
        if heading.id != shown
        and heading.published is not None
        and (here.published is None or heading.published < here.published)
    ]
    return max(earlier, default=(None, 0, None))[2]
