"""Files that a form of the page sends. They hold personal data, so they never touch the disk."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.roster.headers import sheet_named
from api.roster.sources.file import LARGEST, SourceFile
from api.web.errors import PageError

MOST_FILES = 50
"""A district sends one file a canteen."""


class _InMemory(MultiPartParser):
    """A parser that never spools to a temporary file."""

    spool_max_size = 2 * LARGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """The chosen files, and what a list among them was said to be."""

    files: tuple[SourceFile, ...]
    sheet: str | None


async def uploaded(request: Request) -> Uploaded:
    """The files in the body of ``request``.

    Raises
    ------
    PageError
        When nothing was chosen, it is too much, or the form cannot be read.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise PageError(400, "import_unreadable")
    parser = _InMemory(request.headers, _limited(request), max_files=MOST_FILES, max_fields=10)
    try:
        form = await parser.parse()
    except MultiPartException:
        raise PageError(400, "import_unreadable") from None
    chosen = [part for part in form.getlist("file") if isinstance(part, UploadFile)]
    files = [(part.filename or "", await part.read()) for part in chosen]
    await form.close()
    named = [SourceFile(name=name, place=name, content=content) for name, content in files if name]
    if not named:
        raise PageError(422, "import_no_file")
    sheet = form.get("sheet")
    return Uploaded(
        files=tuple(named), sheet=sheet_named(sheet) if isinstance(sheet, str) else None
    )


async def _limited(request: Request) -> AsyncGenerator[bytes, None]:
    """The body, as long as it is not too large."""
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise PageError(413, "import_too_large", most=LARGEST // 1_000_000)
        yield part
