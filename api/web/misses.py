"""The page of misses: who got no delivery, how often, and what happened instead."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.misses import service
from api.misses.records import OPEN, MissReport
from api.plans.records import HandOverKind
from api.roster import repository as rosters
from api.transactions import Reading
from api.web.pages import page
from api.web.routes import Chosen, PageRoute
from api.web.texts import text
from api.web.where import date_of
from api.web.words import tier_words
from optimizer.texts import Text

PATH = "/misses"
SHOWN = 200
"""People on the page; the file has all of them."""
KINDS = (*(kind.value for kind in HandOverKind), OPEN)

router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedLine:
    """A person, or a group of them, with names of canteens and words for the rest."""

    resident: str
    canteens: str
    tier: Text
    people: int
    times: int
    last: str
    meals: int
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissesView:
    """All of the page; ``file`` is where the whole list is as CSV."""

    people: tuple[MissedLine, ...]
    more: int
    groups: tuple[MissedLine, ...]
    open: int
    file: str


@router.get(PATH)
def misses(session: Reading, settings: Chosen, first: str = "", last: str = "") -> HTMLResponse:
    """The published plans of a period; without dates, of the two weeks up to today."""
    end = date_of(last) if last else settings.today()
    begin = date_of(first) if first else end - datetime.timedelta(days=service.RECENT_DAYS - 1)
    report = service.report(session, begin, end)
    points = {point.id: point.name for point in rosters.meal_points(session)}
    canteens = {canteen.id: canteen.name for canteen in rosters.canteens(session)}
    view = misses_view(report, {**canteens, **points})
    return page("misses.html", view=view, first=begin, last=end, section=PATH)


def misses_view(report: MissReport, canteens: Mapping[str, str]) -> MissesView:
    """The report in words; people by their ids."""
    period = {"from": report.first.isoformat(), "to": report.last.isoformat()}
    return MissesView(
        people=tuple(
            MissedLine(
                resident=one.resident,
                canteens=_canteens(one.canteens, canteens),
                tier=tier_words(one.tier),
                people=1,
                times=one.sittings,
                last=one.last.isoformat(),
                meals=one.meals,
                instead=_instead(one.instead),
            )
            for one in report.people[:SHOWN]
        ),
        more=max(0, len(report.people) - SHOWN),
        groups=tuple(
            MissedLine(
                resident="",
                canteens=_canteens(one.canteens, canteens),
                tier=tier_words(one.tier),
                people=one.people,
                times=one.times,
                last="",
                meals=one.meals,
                instead=_instead(one.instead),
            )
            for one in report.groups
        ),
        open=len(report.open),
        file=f"/v1/misses/csv?{urlencode(period)}",
    )


def _canteens(ids: tuple[str, ...] | None, names: Mapping[str, str]) -> str:
    if ids is None:
        return text("misses_any").zh
    return "、".join(names.get(canteen, canteen) for canteen in ids)


def _instead(meals: Mapping[str, int]) -> str:
    """What happened instead, with meals, in the order of the kinds."""
    known = ((kind, meals[kind]) for kind in KINDS if meals.get(kind))
    return "，".join(f"{text(f'hand_over_{kind}').zh} {count}" for kind, count in known)
