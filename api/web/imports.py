"""The import page: upload, look at what would change, confirm."""

from __future__ import annotations

import datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from api.exports.delimited import csv_bytes
from api.exports.rejected import rejected_table, rejected_tables
from api.exports.workbooks import workbook_bytes
from api.roster import service as rosters
from api.roster.columns import COLUMNS
from api.roster.findings import WorkbookReport
from api.settings import Settings
from api.transactions import Reading, Writing
from api.uploads import service as uploads
from api.uploads.records import Upload
from api.web.errors import PageError
from api.web.import_view import import_view
from api.web.pages import HEADERS, page
from api.web.routes import Chosen, PageRoute, same_origin
from api.web.texts import text
from api.web.uploaded import Uploaded, uploaded
from optimizer.errors import InvalidInput

FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Sent = Annotated[Uploaded, Depends(uploaded)]
router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)


def _read(session: Session, kept: Upload, settings: Settings) -> WorkbookReport:
    return rosters.read(session, kept.files, sheet=kept.sheet, least=settings.place_confidence)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@router.get("/import")
def choose(session: Writing, done: str = "") -> HTMLResponse:
    """The form for files; uploads that nobody confirmed in time are deleted."""
    uploads.purge(session, _now())
    notice = text("import_discarded") if done == "discarded" else None
    return page("import.html", sheets=tuple(COLUMNS), notice=notice, issues=())


@router.post("/import", dependencies=same_origin)
def upload(session: Writing, sent: Sent) -> Response:
    """Keep the files for the preview."""
    kept = uploads.keep(session, sent.files, sent.sheet, _now())
    return RedirectResponse(f"/import/{kept.token}", 303)


@router.get("/import/{token}")
def preview(
    session: Reading, settings: Chosen, token: str, done: str = "", count: int | None = None
) -> HTMLResponse:
    """What importing the files would change, and what is wrong with them."""
    kept = uploads.find(session, token, _now())
    try:
        report = _read(session, kept, settings)
    except InvalidInput as error:
        return page("import.html", 422, sheets=tuple(COLUMNS), notice=None, issues=error.issues)
    view = import_view(kept, report, rosters.preview(session, report))
    notice = text("import_done", count=count or 0) if done == "applied" else None
    return page("import_preview.html", view=view, notice=notice)


@router.post("/import/{token}/apply", dependencies=same_origin)
def apply(session: Writing, settings: Chosen, token: str) -> Response:
    """Import the files; the upload stays until it expires, for its rejected rows."""
    kept = uploads.find(session, token, _now())
    try:
        report = _read(session, kept, settings)
    except InvalidInput:
        return RedirectResponse(f"/import/{token}", 303)
    changes = rosters.apply(session, report)
    count = sum(len(kind.new) + len(kind.changed) for kind in changes.kinds)
    return RedirectResponse(f"/import/{token}?done=applied&count={count}", 303)


@router.post("/import/{token}/discard", dependencies=same_origin)
def discard(session: Writing, token: str) -> Response:
    """Delete the upload at once."""
    uploads.discard(session, token)
    return RedirectResponse("/import?done=discarded", 303)


@router.get("/import/{token}/rejected.{kind}")
def rejected(session: Reading, settings: Chosen, token: str, kind: str) -> Response:
    """The rejected rows as a file, with what to do about each."""
    if kind not in FILES:
        raise PageError(404, "no_such_page")
    kept = uploads.find(session, token, _now())
    try:
        report = _read(session, kept, settings)
    except InvalidInput:
        return RedirectResponse(f"/import/{token}", 303)
    if not report.rejections:
        raise PageError(404, "import_nothing_rejected")
    if kind == "csv":
        content = csv_bytes(rejected_table(report))
    else:
        content = workbook_bytes(rejected_tables(report))
    name = quote(f"{text('import_rejected_file').zh}.{kind}")
    headers = {**HEADERS, "Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type=FILES[kind], headers=headers)


@router.get("/import/{token}/{form}")
def form_again(token: str) -> Response:
    """Whoever enters a form's address once more wants to see the preview."""
    return RedirectResponse(f"/import/{quote(token, safe='')}", 303)
