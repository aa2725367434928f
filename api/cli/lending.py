"""Lending riders between canteens: ``songcan riders lend`` and ``songcan riders loans``."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.options import DateOption, SittingName, SittingOption, settings_of
from api.cli.riding_options import HoursOption, hours_of
from api.cli.texts import text

if TYPE_CHECKING:
    from api.riders.records import Loan

app = typer.Typer(no_args_is_help=True)

LoanArgument = Annotated[
    int, typer.Argument(metavar="LOAN", help=str(text("option_loan")), show_default=False)
]
ForOption = Annotated[str, typer.Option("--for", metavar="CANTEEN", help=str(text("option_for")))]
LenderOption = Annotated[
    str, typer.Option("--from", metavar="CANTEEN", help=str(text("option_lender")))
]
WantedOption = Annotated[
    str | None, typer.Option("--rider", metavar="RIDER", help=str(text("option_wanted")))
]
LentOption = Annotated[
    str | None, typer.Option("--rider", metavar="RIDER", help=str(text("option_lent")))
]
ExclusiveOption = Annotated[bool, typer.Option("--only-there", help=str(text("option_exclusive")))]
NameOption = Annotated[str, typer.Option("--by", metavar="NAME", help=str(text("option_signed")))]
ReasonOption = Annotated[str, typer.Option("--reason", help=str(text("option_loan_reason")))]


@app.command("request", help=str(text("command_lend_request")))
def request(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    borrower: ForOption,
    lender: LenderOption,
    by: NameOption,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    rider: WantedOption = None,
    hours: HoursOption = None,
    only_there: ExclusiveOption = False,
) -> None:
    """Ask another canteen for a rider at one sitting."""
    from api.riders import loans
    from api.riders.records import LoanRequest

    settings = settings_of(ctx)
    asked = LoanRequest(
        date=date or settings.today(),
        sitting=sitting,
        borrower=borrower,
        lender=lender,
        by=by,
        wanted=rider,
        hours=hours_of(hours),
        exclusive=only_there,
    )
    with opened(settings) as database, database.session() as session:
        _tell(loans.request(session, asked))


@app.command("consent", help=str(text("command_lend_consent")))
def consent(
    ctx: typer.Context, loan: LoanArgument, by: NameOption, rider: LentOption = None
) -> None:
    """Lend a rider."""
    from api.riders import loans

    with opened(settings_of(ctx)) as database, database.session() as session:
        _tell(loans.consent(session, loan, by, rider))


@app.command("decline", help=str(text("command_lend_decline")))
def decline(ctx: typer.Context, loan: LoanArgument, by: NameOption, reason: ReasonOption) -> None:
    """Decline a request."""
    from api.riders import loans

    with opened(settings_of(ctx)) as database, database.session() as session:
        _tell(loans.decline(session, loan, by, reason))


@app.command("withdraw", help=str(text("command_lend_withdraw")))
def withdraw(
    ctx: typer.Context, loan: LoanArgument, by: NameOption, reason: ReasonOption = ""
) -> None:
    """Take back a request or a consent."""
    from api.riders import loans

    with opened(settings_of(ctx)) as database, database.session() as session:
        _tell(loans.withdraw(session, loan, by, reason))


def loans(ctx: typer.Context, date: DateOption = None) -> None:
    """Print the loans of a date, or of the coming four weeks."""
    from api.riders import loan_repository
    from api.riders.texts import hours_words
    from api.riders.texts import text as words

    settings = settings_of(ctx)
    first = date or settings.today()
    last = date or first + datetime.timedelta(days=27)
    with opened(settings) as database, database.reading() as session:
        found = loan_repository.between(session, first, last)
    columns = (
        "loan",
        "loan_date",
        "loan_sitting",
        "borrower",
        "lender",
        "rider",
        "rider_hours",
        "loan_state",
    )
    shown = table(text("loans", first=first, last=last), columns, right=("loan",))
    for loan in found:
        asked = loan.request
        rider = loan.rider or asked.wanted or str(text("any_rider"))
        hours = hours_words(asked.hours) if asked.hours else ""
        place = f"{asked.borrower} {text('only_there')}" if asked.exclusive else asked.borrower
        state = str(words(f"loan_{loan.state}"))
        cells = (loan.id, asked.date, asked.sitting, place, asked.lender, rider, hours, state)
        shown.add_row(*(escape(str(cell)) for cell in cells))
    out().print(shown)


def _tell(loan: Loan) -> None:
    """Say how a loan stands now."""
    from api.riders.texts import text as words

    asked = loan.request
    values = {"loan": loan.id, "date": asked.date, "sitting": asked.sitting}
    sides = {"borrower": asked.borrower, "lender": asked.lender}
    rider = loan.rider or asked.wanted or text("any_rider")
    state = words(f"loan_{loan.state}")
    say(text("loan_stands", **values, **sides, rider=rider, state=state), style="green")
