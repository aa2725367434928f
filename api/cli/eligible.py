"""People who may have no meal: the list taken over, looked at, decided about one by one."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.errors import FAILED
from api.cli.options import settings_of
from api.cli.texts import stacked, text
from api.outreach.records import Decision

if TYPE_CHECKING:
    from api.outreach.service import Case, Enrolment
    from optimizer.texts import Text

group = typer.Typer(no_args_is_help=True)


def _help(key: str) -> str:
    return str(text(f"option_{key}"))


ListArgument = Annotated[Path, typer.Argument(help=_help("eligible_file"), show_default=False)]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_help("dry_run"))]
AllOption = Annotated[bool, typer.Option("--all", help=_help("eligible_all"))]
ContactsOption = Annotated[bool, typer.Option("--contacts", help=_help("eligible_contacts"))]
NumberArgument = Annotated[int, typer.Argument(help=_help("eligible_number"), show_default=False)]
DecisionArgument = Annotated[
    Decision, typer.Argument(help=_help("eligible_decision"), show_default=False)
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=_help("eligible_by"))]
NoteOption = Annotated[str, typer.Option("--note", help=_help("eligible_note"))]
ResidentOption = Annotated[
    str | None, typer.Option("--resident", metavar="ID", help=_help("eligible_resident"))
]
FloorOption = Annotated[int | None, typer.Option("--floor", help=_help("eligible_floor"))]
LiftOption = Annotated[bool, typer.Option("--lift", help=_help("eligible_lift"))]
DietOption = Annotated[str, typer.Option("--diet", help=_help("eligible_diet"))]
MealsOption = Annotated[int, typer.Option("--meals", min=1, help=_help("eligible_meals"))]
CanteenOption = Annotated[str | None, typer.Option("--canteen", help=_help("eligible_canteen"))]
PointOption = Annotated[str | None, typer.Option("--meal-point", help=_help("eligible_point"))]
AtOption = Annotated[str | None, typer.Option("--at", metavar="LON,LAT", help=_help("eligible_at"))]


@group.command("import", help=str(text("command_eligible_import")))
def import_(ctx: typer.Context, file: ListArgument, dry_run: DryRunOption = False) -> None:
    """Take over a list of eligible people; nobody is enrolled by it."""
    from api.cli.roster import findings
    from api.outreach import reading, service
    from api.roster.sources.file import SourceFile

    listing = reading.read(SourceFile.at(file))
    now = datetime.datetime.now(datetime.UTC)
    with opened(settings_of(ctx)) as database:
        if dry_run:
            with database.reading() as session:
                changes = service.preview(session, listing)
        else:
            with database.session() as session:
                changes = service.take_over(session, listing, now)
    if listing.findings:
        out().print(findings(listing.findings))
    counts = {"new": changes.new, "known": changes.known, "gone": changes.gone}
    values = {name: len(people) for name, people in counts.items()}
    key = "eligible_previewed" if dry_run else "eligible_imported"
    say(text(key, rejected=listing.rejected, **values), style="green")
    if listing.rejected:
        raise typer.Exit(FAILED)


@group.command("list", help=str(text("command_eligible_list")))
def list_(
    ctx: typer.Context, everybody: AllOption = False, contacts: ContactsOption = False
) -> None:
    """List who may have no meal; with ``--all`` everybody, with ``--contacts`` whom to call."""
    from api.outreach import service
    from api.outreach.open import is_open
    from api.schedules import repository as schedules

    settings = settings_of(ctx)
    with opened(settings) as database, database.session() as session:
        found = service.cases(session, settings)
        shown = [case for case in found if everybody or is_open(case)]
        if contacts:
            schedules.log_reading(session, "songcan eligible list", settings.today(), len(shown))
    columns = ["number", "eligible_group", "category", "address", "eligible_offers", "decision"]
    made = table(
        text("eligible_title", count=len(shown), total=len(found)),
        [*columns, *(["contact"] if contacts else [])],
        right=("number",),
    )
    for case in shown:
        made.add_row(*map(escape, _cells(case, contacts=contacts)), end_section=True)
    out().print(made)
    say(text("eligible_how"))


def _cells(case: Case, *, contacts: bool) -> list[str]:
    from api.outreach import words

    person = case.person
    candidates = map(words.candidate_words, case.match.candidates)
    latest = person.decisions[-1:] and words.decision_words(person.decisions[-1])
    cells = [
        str(person.id),
        _lines(words.group_words(case), *candidates, *words.hint_words(case)),
        f"{person.eligible.category}\n{stacked(words.entitlement_words(case))}",
        f"{person.eligible.street_town} {person.eligible.address}".strip(),
        case.match.resident or _lines(*words.near_words(case)),
        stacked(latest) if latest else "",
    ]
    own = (person.eligible.name, person.eligible.phone, person.eligible.door)
    return [*cells, *(["\n".join(filter(None, own))] if contacts else [])]


def _lines(*words: Text) -> str:
    return "\n".join(map(stacked, words))


@group.command("decide", help=str(text("command_eligible_decide")))
def decide(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    number: NumberArgument,
    decision: DecisionArgument,
    by: ByOption,
    note: NoteOption = "",
    resident: ResidentOption = None,
    floor: FloorOption = None,
    lift: LiftOption = False,
    diet: DietOption = "regular",
    meals: MealsOption = 1,
    canteen: CanteenOption = None,
    meal_point: PointOption = None,
    at: AtOption = None,
) -> None:
    """Record what a named person decided; only "enrolled" adds somebody to the roster."""
    from api.outreach import service
    from api.outreach.records import Decided

    enrolment: Enrolment | None = None
    if decision is Decision.ENROLLED and floor is not None:
        enrolment = service.Enrolment(
            floor=floor,
            lift=lift,
            diet=diet,
            portions=meals,
            canteen=canteen,
            meal_point=meal_point,
            at=service.point(at) if at else None,
        )
    now = datetime.datetime.now(datetime.UTC)
    decided = Decided(decision=decision, by=by, at=now, note=note, resident=resident)
    with opened(settings_of(ctx)) as database, database.session() as session:
        enrolled = service.decide(session, number, decided, enrolment)
    if enrolled is None:
        say(text("eligible_decided", number=number), style="green")
    else:
        say(text("eligible_enrolled", number=number, resident=enrolled), style="green")
