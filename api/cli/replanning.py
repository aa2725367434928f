"""The day goes on although something happened: ``songcan replan``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.changing_options import ByOption, DryRunOption, WhyOption, clock_of
from api.cli.options import (
    DEFAULT_STRATEGY,
    DateOption,
    SecondsOption,
    SittingName,
    SittingOption,
    StrategyOption,
    settings_of,
)
from api.editing.texts import text

if TYPE_CHECKING:
    from api.editing.records import Asked, Outcome

SECONDS = 5.0
"""Seconds of search unless somebody says otherwise: riders are waiting."""


def _several(name: str, metavar: str, key: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, metavar=metavar, help=str(text(key)))
    return option


def _price(name: str, key: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, min=0, help=str(text(key)))
    return option


AtOption = Annotated[
    str, typer.Option("--at", metavar="HH:MM", help=str(text("option_at")), show_default=False)
]
AbsentOption = Annotated[list[str] | None, _several("--absent", "RIDER", "option_absent")]
LateOption = Annotated[list[str] | None, _several("--late", "RIDER=HH:MM", "option_late")]
BrokenOption = Annotated[list[str] | None, _several("--broken", "RIDER[@VISIT]", "option_broken")]
LostOption = Annotated[list[str] | None, _several("--meals-lost", "RIDER", "option_meals_lost")]
DownOption = Annotated[list[str] | None, _several("--down", "CANTEEN", "option_down")]
ShortOption = Annotated[list[str] | None, _several("--short", "CANTEEN=MEALS", "option_short")]
OrdersOption = Annotated[bool, typer.Option("--orders", help=str(text("option_orders")))]
MovedOption = Annotated[int | None, _price("--price-moved", "option_price_moved")]
RiderPriceOption = Annotated[int | None, _price("--price-rider", "option_price_rider")]
OrderOption = Annotated[int | None, _price("--price-order", "option_price_order")]


def replan(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    at: AtOption,
    by: ByOption,
    why: WhyOption,
    absent: AbsentOption = None,
    late: LateOption = None,
    broken: BrokenOption = None,
    meals_lost: LostOption = None,
    down: DownOption = None,
    short: ShortOption = None,
    orders: OrdersOption = False,
    price_moved: MovedOption = None,
    price_rider: RiderPriceOption = None,
    price_order: OrderOption = None,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    strategy: StrategyOption = DEFAULT_STRATEGY,
    time_limit: SecondsOption = SECONDS,
    dry_run: DryRunOption = False,
) -> None:
    """Plan the newest version again from a time on, changing little."""
    from api.cli.happened_options import disruptions_of
    from api.cli.outcomes import change_newest
    from api.cli.solving import with_progress
    from api.editing.records import Happened
    from api.editing.replanning import replanned
    from optimizer.replan.disruptions import Prices
    from optimizer.stop import Stop

    prices = {"moved": price_moved, "rider": price_rider, "order": price_order}
    stated = {name: price for name, price in prices.items() if price is not None}
    happened = Happened(
        at=clock_of(at),
        disruptions=disruptions_of(
            absent=absent or (),
            late=late or (),
            broken=broken or (),
            meals_lost=meals_lost or (),
            down=down or (),
            short=short or (),
        ),
        prices=Prices(**stated),
    )

    stop = Stop(seconds=time_limit)

    def change(asked: Asked) -> Outcome:
        return with_progress(
            strategy,
            stop,
            lambda tell: replanned(asked, happened, stop=stop, strategy=strategy, on_progress=tell),
        )

    change_newest(
        settings_of(ctx),
        date,
        sitting,
        change,
        signature=(by, why),
        dry_run=dry_run,
        take_orders=orders,
    )
