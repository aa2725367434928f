"""The command ``songcan reach``: who lives near a canteen, and where the next ones would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import out, say
from api.cli.database import opened
from api.cli.options import (
    DEFAULT_SECONDS,
    DEFAULT_STRATEGY,
    DateOption,
    SecondsOption,
    SeedOption,
    SittingName,
    SittingOption,
    StrategyOption,
    require_writable,
    settings_of,
)
from api.questions.texts import text
from optimizer.whatif.changes import Change, OpenCanteen, Stranded

if TYPE_CHECKING:
    from api.db import Database
    from api.questions.reach.homes import Booleans, Home
    from api.questions.reach.places import Chosen
    from api.roster.records import Roster
    from optimizer.travel.base import TravelTimes
    from optimizer.travel.places import Point

MinutesOption = Annotated[
    float, typer.Option("--minutes", min=1, max=120, help=str(text("option_minutes")))
]
ProfileOption = Annotated[str, typer.Option("--profile", help=str(text("option_profile")))]
PointsOption = Annotated[bool, typer.Option("--points", help=str(text("option_points")))]
NextOption = Annotated[
    int, typer.Option("--next", "-n", min=0, max=10, help=str(text("option_next")))
]
SizeOption = Annotated[
    int | None, typer.Option("--capacity", min=1, max=100_000, help=str(text("option_size")))
]
CandidatesOption = Annotated[
    Path | None,
    typer.Option("--candidates", help=str(text("option_candidates")), show_default=False),
]
ProofOption = Annotated[float, typer.Option("--proof", min=1, help=str(text("option_proof")))]
PlansOption = Annotated[bool, typer.Option("--plans/--no-plans", help=str(text("option_plans")))]
CsvOption = Annotated[
    Path | None, typer.Option("--output", "-o", help=str(text("option_csv")), show_default=False)
]


def reach(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    minutes: MinutesOption = 15.0,
    profile: ProfileOption = "foot",
    points: PointsOption = False,
    next_: NextOption = 2,
    capacity: SizeOption = None,
    candidates: CandidatesOption = None,
    proof: ProofOption = 30.0,
    output: CsvOption = None,
    plans: PlansOption = True,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    strategy: StrategyOption = DEFAULT_STRATEGY,
    time_limit: SecondsOption = DEFAULT_SECONDS,
    seed: SeedOption = 0,
) -> None:
    """Show how many residents live near a canteen, and the best places for the next ones."""
    from api.cli import reaches, whatif
    from api.questions.reach.homes import homes_of
    from api.questions.reach.places import usual_capacity
    from api.questions.reach.shares import shares
    from api.travel import travel_times_of_files

    if output is not None:
        require_writable(output)
    settings = settings_of(ctx)
    chosen_day = date or settings.today()
    with opened(settings) as database:
        roster = _roster(database)
        size, homes = capacity or usual_capacity(roster), homes_of(roster.residents)
        way = Way(minutes=minutes, source=travel_times_of_files(settings), profile=profile)
        canteens, anything = _near_today(homes, roster, way)
        found = shares(homes, [canteens, anything])
        out().print(reaches.coverage(found, minutes, points=bool(roster.meal_points)))
        if output is not None:
            output.write_bytes(reaches.coverage_csv(found))
            say(text("reach_written", path=output), style="green")
        if not next_:
            return
        near_today = anything if points else canteens
        chosen = _choose(homes, near_today, way, candidates, (next_, size, proof))
        for shown in reaches.places(homes, near_today, chosen, size):
            out().print(shown)
        if not plans or not chosen.located.value:
            return
        changes = _openings(chosen, size)
        both = whatif.posed_by_roster(
            database, settings, chosen_day, sitting, changes, Stranded.MOVE
        )
    say(text("reach_verified"), style="bold")
    whatif.compare(both, strategy, time_limit, seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How somebody goes to a canteen: how long at most, by which travel times, with what."""

    minutes: float
    source: TravelTimes
    profile: str

    def near(self, homes: Sequence[Home], places: Sequence[Point]) -> Booleans:
        """Which homes are near which places."""
        from api.questions.reach.homes import near

        return near(homes, places, self.minutes, self.source, self.profile)


def _roster(database: Database) -> Roster:
    from api.errors import Unusable
    from api.roster import repository

    with database.reading() as session:
        roster = repository.load(session)
    if not roster.residents:
        raise Unusable("roster_empty")
    return roster


def _near_today(homes: Sequence[Home], roster: Roster, way: Way) -> tuple[Booleans, Booleans]:
    """Which homes are near a canteen, and which near a canteen or meal point."""
    from api.questions.reach.homes import any_of

    canteens = [(one.lon, one.lat) for one in roster.canteens if one.capacity]
    points = [(one.lon, one.lat) for one in roster.meal_points]
    near = way.near(homes, [*canteens, *points])
    return any_of(near[:, : len(canteens)]), any_of(near)


def _choose(
    homes: Sequence[Home],
    near_today: Booleans,
    way: Way,
    file: Path | None,
    wanted: tuple[int, int, float],
) -> Chosen:
    """The best of the file's or our own candidates; ``wanted``: how many, how large, seconds."""
    from api.questions.reach.candidates import candidates_of, read_candidates
    from api.questions.reach.places import choose

    candidates = candidates_of(homes) if file is None else read_candidates(file)
    covers = way.near(homes, [(one.lon, one.lat) for one in candidates])
    count, capacity, seconds = wanted
    return choose(
        homes, near_today, candidates, covers, count=count, capacity=capacity, seconds=seconds
    )


def _openings(chosen: Chosen, capacity: int) -> list[Change]:
    return [
        OpenCanteen(id=f"NEW{number}", lon=place.lon, lat=place.lat, capacity=capacity)
        for number, place in enumerate(chosen.places, start=1)
    ]
