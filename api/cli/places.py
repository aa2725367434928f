"""Addresses that wait for a place: looked at, placed by hand or from a list, or asked for."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from api.cli.console import err, out, say, table
from api.cli.database import opened
from api.cli.errors import FAILED
from api.cli.options import bad_parameter, settings_of
from api.cli.texts import stacked, text

if TYPE_CHECKING:
    from api.db import Database
    from api.places.gazetteer import Gazetteer
    from api.places.geocoders.base import Geocoder
    from api.places.geocoding import Summary
    from api.places.lists import Line
    from api.places.records import Queued
    from api.places.service import Waiting
    from optimizer.travel.datum import AnyPoint

MOST_SHOWN = 20
"""Addresses listed before they are sent; the others are counted."""

group = typer.Typer(no_args_is_help=True)


class DatumName(StrEnum):
    """The datums that coordinates may be in."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def _help(key: str) -> str:
    return str(text(f"option_{key}"))


AddressArgument = Annotated[str, typer.Argument(help=_help("address"), show_default=False)]
AtOption = Annotated[
    str, typer.Option("--at", metavar="LON,LAT", help=_help("at"), show_default=False)
]
DatumOption = Annotated[DatumName, typer.Option("--datum", help=_help("datum"))]
PlacedByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help=_help("placed_by"), show_default=False)
]
AnywayOption = Annotated[bool, typer.Option("--anyway", help=_help("anyway"))]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=_help("send"))]
ListArgument = Annotated[Path, typer.Argument(help=_help("places_file"), show_default=False)]


@group.command("list", help=str(text("command_places_list")))
def list_(ctx: typer.Context) -> None:
    """List the addresses that wait."""
    from api.places import repository

    with opened(settings_of(ctx)) as database, database.reading() as session:
        entries = repository.queue(session)
    if not entries:
        say(text("places_none"), style="green")
        return
    columns = ("address", "people", "reason", "since", "candidates")
    shown = table(text("places_waiting", count=len(entries)), columns, right=("people",))
    for entry in entries:
        shown.add_row(*map(escape, _cells(entry)), end_section=True)
    out().print(shown)
    say(text("places_how"))


def tell_waiting(waiting: Waiting) -> None:
    """Say how many people are left out for want of a place, if there is anybody."""
    if waiting.addresses:
        counts = {"addresses": waiting.addresses, "people": waiting.people}
        say(text("places_left_out", **counts), style="bold yellow")


def _cells(entry: Queued) -> tuple[str, ...]:
    from api.places.texts import source_words
    from api.places.texts import text as words

    candidates = [
        f"{one.point.lon:.6f},{one.point.lat:.6f} {one.confidence:.0%} {source_words(one).zh}"
        for one in entry.candidates
    ]
    why = stacked(words(f"why_{entry.reason}"))
    opened_at = f"{entry.opened:%Y-%m-%d}"
    return entry.address, str(entry.people), why, opened_at, "\n".join(candidates)


@group.command("fix", help=str(text("command_places_fix")))
def fix(
    ctx: typer.Context,
    address: AddressArgument,
    at: AtOption,
    datum: DatumOption = DatumName.WGS84,
    by: PlacedByOption = None,
    anyway: AnywayOption = False,
) -> None:
    """Place one building by hand."""
    from api.places import service

    stated = _point(at, datum)
    with opened(settings_of(ctx)) as database, database.session() as session:
        moved = service.fix(session, address, stated, by or _me(), anyway=anyway)
        _show_neighbours(service.gazetteer(session), address, stated)
    say(text("place_fixed", address=address, moved=moved), style="green")
    say(text("places_import_again"))


def _me() -> str:
    """Who sits at this computer, as far as it knows."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "–"


def _point(at: str, datum: DatumName) -> AnyPoint:
    from api.roster.cells.basic import BadCell
    from api.roster.cells.places import pair
    from optimizer.travel.datum import DATUMS

    try:
        lon, lat = pair(at)
    except BadCell:
        raise bad_parameter(text("not_a_place", value=at)) from None
    return DATUMS[datum.value](lon, lat)


def _show_neighbours(known: Gazetteer, address: str, stated: AnyPoint) -> None:
    """The next known addresses: whoever knows the quarter sees at once whether it is right."""
    from api.places.buildings import key_of
    from optimizer.travel.datum import Wgs84

    near = [
        (other, metres)
        for other, _, metres in known.nearest(stated.to(Wgs84), 4)
        if other != key_of(address)
    ]
    if near:
        listed = "、".join(f"{other} {metres:.0f} m" for other, metres in near)
        say(text("place_near", listed=listed))


@group.command("drop", help=str(text("command_places_drop")))
def drop(ctx: typer.Context, address: AddressArgument, by: PlacedByOption = None) -> None:
    """Take an address off the queue."""
    from api.places import service

    with opened(settings_of(ctx)) as database, database.session() as session:
        service.drop(session, address, by or _me())
    say(text("place_dropped", address=address), style="green")


@group.command("import", help=str(text("command_places_import")))
def import_(ctx: typer.Context, file: ListArgument, by: PlacedByOption = None) -> None:
    """Place the buildings of a list; a bad line does not stop the others."""
    from api.errors import Unusable
    from api.places import service
    from api.places.lists import read_list
    from api.roster.sources.file import SourceFile

    found = SourceFile.at(file)
    who, placed = by or _me(), 0
    refused: list[tuple[Line, Exception | None]] = []
    with opened(settings_of(ctx)) as database, database.session() as session:
        known = service.gazetteer(session)
        for line in read_list(found, known):
            if line.stated is None:
                refused.append((line, None))
                continue
            try:
                service.paste(session, line.address, line.stated, who, known)
                placed += 1
            except Unusable as error:
                refused.append((line, error))
    if refused:
        _show_refused(refused)
    say(text("places_imported", placed=placed, refused=len(refused)), style="green")
    say(text("places_import_again"))
    if refused:
        raise typer.Exit(FAILED)


def _show_refused(refused: Sequence[tuple[Line, Exception | None]]) -> None:
    from api.errors import Unusable
    from api.roster.findings import text as words

    columns = ("row", "address", "problem", "remedy")
    shown = table(text("places_refused", count=len(refused)), columns, right=("row",))
    for line, error in refused:
        if isinstance(error, Unusable):
            said = [(error.detail, error.remedy)]
        else:
            said = [
                (words(one.key, **one.values), words(f"{one.key}_remedy", **one.values))
                for one in line.remarks
            ]
        for problem, remedy in said:
            cells = (str(line.row), line.address, stacked(problem), stacked(remedy))
            shown.add_row(*map(escape, cells), end_section=True)
    out().print(shown)


@group.command("geocode", help=str(text("command_places_geocode")))
def geocode(ctx: typer.Context, yes: YesOption = False) -> None:
    """Ask the geocoder that the settings opt for about all open addresses."""
    from api.places import repository, service
    from api.places.geocoders.choice import geocoder_of
    from api.places.geocoding import may_leave

    settings = settings_of(ctx)
    geocoder = geocoder_of(settings)
    with opened(settings) as database:
        with database.reading() as session:
            known = service.gazetteer(session, settings.place_confidence)
            waiting = [entry.address for entry in repository.queue(session)]
        sent = [address for address in waiting if may_leave(address, known)]
        if not sent:
            say(text("places_nothing_to_send", withheld=len(waiting)), style="green")
            return
        _agree(sent, geocoder.name, agreed=yes)
        summary = _ask(database, waiting, geocoder, known)
    _show_summary(summary)
    if summary.trouble:
        raise typer.Exit(FAILED)


def _agree(sent: Sequence[str], name: str, *, agreed: bool) -> None:
    """Say what leaves the house and to whom; without agreement nothing does."""
    listed = "、".join(sent[:MOST_SHOWN]) + (" …" if len(sent) > MOST_SHOWN else "")
    say(text("places_sending", name=name, count=len(sent), listed=listed), style="yellow")
    if not agreed:
        typer.confirm(str(text("places_agree")), abort=True)


def _ask(
    database: Database, waiting: Sequence[str], geocoder: Geocoder, known: Gazetteer
) -> Summary:
    from rich.progress import Progress

    from api.places import service
    from api.places.geocoding import Answer, ask_all

    def keep(answer: Answer) -> None:
        with database.session() as session:
            service.record(session, answer)

    with Progress(console=err()) as progress:
        task = progress.add_task(geocoder.name, total=len(waiting))
        return ask_all(
            waiting,
            geocoder,
            known,
            keep,
            lambda done, total: progress.update(task, completed=done, total=total),
        )


def _show_summary(summary: Summary) -> None:
    for address, error in summary.trouble.items():
        say(text("places_trouble", address=address, problem=error.detail), style="red", stderr=True)
    if summary.trouble:
        say(list(summary.trouble.values())[-1].remedy, stderr=True)
    counts = {
        "found": len(summary.found),
        "unsure": len(summary.unsure),
        "withheld": len(summary.withheld),
        "trouble": len(summary.trouble),
        "unasked": len(summary.unasked),
    }
    say(text("places_asked", **counts), style="green")
    if summary.withheld:
        say(text("places_withheld", listed="、".join(summary.withheld)), style="yellow")
    if summary.found:
        say(text("places_import_again"))
