"""/v1: who got no delivery, how often, and what happened instead."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.exports.delimited import csv_bytes
from api.exports.misses import people_table
from api.misses import examples, service
from api.misses.schemas import MissedGroup, MissedPerson, MissesReport, OpenMiss
from api.schedules.endpoints import Date
from api.transactions import Reading

router = APIRouter(prefix="/v1", tags=["misses"])

First = Annotated[Date, Query(alias="from", openapi_examples=examples.FIRST)]
Last = Annotated[Date, Query(alias="to", openapi_examples=examples.LAST)]


class CsvResponse(Response):
    """Tells OpenAPI the media type."""

    media_type = "text/csv"


@router.get("/misses", responses=examples.responses("misses", "application/json"))
def misses(session: Reading, first: First, last: Last) -> MissesReport:
    """Whom published plans of a period left out, by person and by canteen and tier."""
    report = service.report(session, first, last)
    return MissesReport(
        first=report.first,
        last=report.last,
        people=[MissedPerson(**asdict(one)) for one in report.people],
        groups=[MissedGroup(**asdict(one)) for one in report.groups],
        open=[
            OpenMiss(
                date=one.date,
                sitting=one.sitting,
                resident=one.resident,
                visit=one.visit,
                meals=one.meals,
                tier=one.tier,
            )
            for one in report.open
        ],
    )


@router.get(
    "/misses/csv",
    response_class=CsvResponse,
    responses=examples.responses("misses_csv", CsvResponse.media_type),
)
def misses_csv(session: Reading, first: First, last: Last) -> CsvResponse:
    """The people of the same report as a file that Excel opens."""
    report = service.report(session, first, last)
    name = f"misses-{report.first}-{report.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return CsvResponse(csv_bytes(people_table(report)), headers=headers)
