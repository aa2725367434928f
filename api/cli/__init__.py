"""The command ``songcan``. Whatever takes time to load is loaded inside the commands."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from api.cli import (
    asking,
    calendars,
    changes,
    days,
    demo,
    editing,
    eligible,
    exports,
    files,
    locking,
    misses,
    orders,
    places,
    reach,
    replanning,
    riders,
    roads,
    roster,
    server,
    versions,
    whatif,
)
from api.cli.errors import Commands
from api.cli.texts import text

app = typer.Typer(
    cls=Commands,
    help=str(text("songcan")),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they may be personal data
    context_settings={"help_option_names": ["-h", "--help"]},
)

DataFolderOption = Annotated[
    Path | None,
    typer.Option(
        "--data-folder",
        envvar="SONGCAN_DATA_FOLDER",
        help=str(text("option_data_folder")),
        show_default=False,
    ),
]

COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo.demo,
    "import": roster.import_,
    "plan": days.plan,
    "publish": days.publish,
    "export": days.export,
    "serve": server.serve,
    "solve": files.solve,
    "check": files.check,
    "strategies": files.strategies,
    "changes": changes.changes,
    "why": asking.why,
    "fit": asking.fit,
    "replan": replanning.replan,
    "unlock": locking.unlock,
    "what-if": whatif.what_if,
    "reach": reach.reach,
    "misses": misses.misses,
    "versions": versions.versions,
    "undo": versions.undo,
    "redo": versions.redo,
}
for name, command in COMMANDS.items():
    app.command(name, help=str(text(f"command_{name}")))(command)

GROUPS: dict[str, typer.Typer] = {
    "calendar": calendars.group,
    "edit": editing.app,
    "lock": locking.app,
    "eligible": eligible.group,
    "orders": orders.group,
    "places": places.group,
    "roster": exports.roster,
    "schedule": exports.schedule,
    "riders": riders.app,
    "roads": roads.app,
}
for name, group in GROUPS.items():
    app.add_typer(group, name=name, help=str(text(f"command_{name}")))


@app.callback()
def options(ctx: typer.Context, data_folder: DataFolderOption = None) -> None:
    """Options of all commands."""
    ctx.obj = data_folder


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an old console shows ? for what it cannot write
            stream.reconfigure(errors="replace")
    app()
