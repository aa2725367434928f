"""A file that somebody wants to import, with its bytes in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.roster.findings import text
from optimizer.errors import InvalidInput, Issue

LARGEST = 30_000_000
"""Bytes of a file; a district's workbook has about two million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """``name`` is what findings call it, ``place`` where it was found."""

    name: str
    place: str
    content: bytes

    @classmethod
    def at(cls, path: Path) -> SourceFile:
        """The file at ``path``.

        Raises
        ------
        InvalidInput
            When there is no such file, it cannot be opened, or it is too large.
        """
        found = cls(name=path.name, place=str(path), content=b"")
        try:
            if path.is_file() and path.stat().st_size > LARGEST:
                raise found.refused("file_too_large", most=LARGEST // 1_000_000)
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise found.refused("no_such_file") from error
        except IsADirectoryError as error:
            raise found.refused("not_a_file") from error
        except OSError as error:
            raise found.refused("file_locked") from error
        return cls(name=path.name, place=str(path), content=content)

    @property
    def suffix(self) -> str:
        """The end of its name, such as .csv, in small letters."""
        return Path(self.name).suffix.lower()

    def refused(self, key: str, **values: object) -> InvalidInput:
        """The error that says why the whole file cannot be used."""
        problem, remedy = text(key, **values), text(f"{key}_remedy", **values)
        return InvalidInput([Issue(self.place, self.name, problem, remedy)])
