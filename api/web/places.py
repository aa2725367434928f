"""The page of addresses that wait for a place: look, paste coordinates, take off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from api.errors import ApplicationError, Unusable
from api.places import repository, service
from api.places.buildings import key_of
from api.roster.cells.basic import BadCell
from api.roster.cells.places import pair
from api.settings import Settings
from api.transactions import Reading, Writing
from api.web.errors import PageError
from api.web.forms import fields_of
from api.web.pages import page
from api.web.place_view import placed_view, waiting_view
from api.web.routes import Chosen, PageRoute, same_origin
from api.web.texts import text
from optimizer.travel.datum import DATUMS, AnyPoint, Wgs84

LATELY = 8
"""Places found or given last that the page shows."""

DONE = frozenset({"placed", "dropped"})

DATUM_CHOICES = {
    "wgs84": text("places_wgs84"),
    "gcj02": text("places_gcj02"),
    "bd09": text("places_bd09"),
}

router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A place as typed in, to be shown again when something is wrong with it."""

    address: str
    at: str
    datum: str
    by: str
    anyway: bool

    def point(self) -> AnyPoint:
        """The place that was meant.

        Raises
        ------
        PageError, Unusable
            When the datum is unknown, nobody is named or the text is no place in China.
        """
        if self.datum not in DATUMS:
            raise PageError(422, "bad_value", name="datum")
        if not self.by:
            raise PageError(422, "placed_by_missing")
        try:
            lon, lat = pair(self.at)
        except BadCell:
            raise Unusable("place_impossible", value=self.at) from None
        return DATUMS[self.datum](lon, lat)


async def given(request: Request) -> Given:
    """The place in the body of ``request``; a candidate's button gives it in WGS-84."""
    fields = await fields_of(request)
    if use := fields.get("use"):
        fields |= {"at": use, "datum": "wgs84"}
    address, at, by = (fields.get(name, "") for name in ("address", "at", "by"))
    datum = fields.get("datum", "wgs84")
    return Given(address=address, at=at, datum=datum, by=by, anyway=bool(fields.get("anyway")))


Form = Annotated[Given, Depends(given)]


@router.get("/places")
def queue(session: Reading, settings: Chosen, done: str = "") -> HTMLResponse:
    """Every address that waits, and those that were placed lately."""
    notice = text(f"done_{done}") if done in DONE else None
    return _page(session, settings, 200, notice=notice)


@router.post("/places/fix", dependencies=same_origin)
def fix(session: Writing, settings: Chosen, form: Form) -> Response:
    """Place a building by hand."""
    point: AnyPoint | None = None
    try:
        point = form.point()
        service.fix(session, form.address, point, form.by, anyway=form.anyway)
    except (PageError, ApplicationError) as error:
        return _page(session, settings, error.status, failure=error, form=form, entered=point)
    return RedirectResponse("/places?done=placed", 303)


@router.post("/places/drop", dependencies=same_origin)
def drop(session: Writing, settings: Chosen, form: Form) -> Response:
    """Take an address off the queue."""
    try:
        if not form.by:
            raise PageError(422, "placed_by_missing")
        service.drop(session, form.address, form.by)
    except (PageError, ApplicationError) as error:
        return _page(session, settings, error.status, failure=error, form=form)
    return RedirectResponse("/places?done=dropped", 303)


@router.get("/places/{form}")
def form_again(form: str) -> Response:  # noqa: ARG001
    """Whoever enters a form's address once more wants to see the queue."""
    return RedirectResponse("/places", 303)


def _page(
    session: Session,
    settings: Settings,
    status: int,
    *,
    notice: object = None,
    failure: PageError | ApplicationError | None = None,
    form: Given | None = None,
    entered: AnyPoint | None = None,
) -> HTMLResponse:
    """The queue; beside the address of ``form`` what was wrong, with the place on its sketch."""
    known = service.gazetteer(session)
    at = key_of(form.address) if form is not None else None
    shown = entered.to(Wgs84) if entered is not None else None
    entries = repository.queue(session)
    lately = sorted(repository.places(session), key=lambda place: place.moment, reverse=True)
    return page(
        "places.html",
        status,
        waiting=[
            waiting_view(entry, known, settings.zone, shown if entry.address == at else None)
            for entry in entries
        ],
        people=sum(entry.people for entry in entries),
        lately=[placed_view(place, known, settings.zone) for place in lately[:LATELY]],
        datums=DATUM_CHOICES,
        notice=notice,
        failure=failure,
        doubtful=failure is not None and getattr(failure, "code", "") == "PLACE_DOUBTFUL",
        form=form,
        at=at,
        elsewhere=at is not None and at not in {entry.address for entry in entries},
    )
