"""Roads for travel times along streets: ``songcan roads build`` and ``songcan roads check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from api.cli.console import err, out, say, table
from api.cli.errors import FAILED
from api.cli.options import bad_parameter, settings_of
from api.cli.texts import stacked, text

if TYPE_CHECKING:
    from api.roads import Finding

app = typer.Typer(no_args_is_help=True)

MapArgument = Annotated[
    Path,
    typer.Argument(
        metavar="MAP.osm.pbf",
        exists=True,
        dir_okay=False,
        readable=True,
        help=str(text("option_map")),
        show_default=False,
    ),
]
ProfilesOption = Annotated[
    list[str] | None, typer.Option("--profile", help=str(text("option_profile")))
]


@app.command("build", help=str(text("command_roads_build")))
def build(ctx: typer.Context, map_file: MapArgument, profile: ProfilesOption = None) -> None:
    """Build roads from a map, for each vehicle named."""
    from optimizer.travel.osrm import build as roads

    chosen, known = profile or ["ebike"], roads.profiles()
    for name in chosen:
        if name not in known:
            raise bad_parameter(text("unknown_roads", name=name, known=", ".join(known)))
    folder = settings_of(ctx).roads_folder
    for name in chosen:
        console = err()
        with console.status(stacked(text("building", profile=name, step="…"))) as status:

            def tell(step: str, profile: str = name) -> None:
                status.update(stacked(text("building", profile=profile, step=step)))

            made = roads.build(map_file, name, folder / name, tell)
        say(text("built", profile=name, map=made.map, data=made.stamp.digest), style="green")
    say(text("built_next"))


@app.command("check", help=str(text("command_roads_check")))
def check(ctx: typer.Context) -> None:
    """Tell which roads are there, and whether what the settings name can be used."""
    from api import roads

    settings = settings_of(ctx)
    found = roads.findings(settings)
    source = settings.osrm_url or settings.roads_folder
    say(text("roads_used", travel=settings.travel, source=source))
    columns = ("profile", "roads_map", "roads_built", "roads_data", "roads_state")
    shown = table(text("roads"), columns)
    for finding in found:
        shown.add_row(*_cells(finding))
    out().print(shown)
    present = [finding for finding in found if not finding.absent]
    if settings.travel == "osrm" and (not present or any(one.trouble for one in present)):
        raise typer.Exit(FAILED)


def _cells(finding: Finding) -> tuple[str, ...]:
    if finding.trouble is not None:
        state = str(finding.trouble)
    elif finding.outdated:
        state = stacked(text("roads_outdated", profile=finding.profile))
    else:
        state = stacked(text("roads_ready" if finding.data else "roads_unknown"))
    cells = (finding.profile, finding.map, finding.built, finding.data, state)
    return tuple(map(escape, cells))
