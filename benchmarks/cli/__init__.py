"""``songcan bench``: plugged into the command line, which knows nothing of benchmarks.

Whatever takes time to load is loaded inside the commands.
"""

from __future__ import annotations

from collections.abc import Callable

import typer

from benchmarks.cli import compare, limit, page, regress, scale, standard
from benchmarks.cli.group import Benchmarks
from benchmarks.cli.texts import text

app = typer.Typer(cls=Benchmarks, no_args_is_help=True, help=str(text("bench")))

COMMANDS: dict[str, Callable[..., None]] = {
    "compare": compare.compare,
    "limit": limit.limit,
    "scale": scale.scale,
    "regress": regress.regress,
    "page": page.page,
    "standard": standard.standard,
}
for name, command in COMMANDS.items():
    app.command(name, help=str(text(f"command_{name}")))(command)


@app.callback()
def options() -> None:
    """Stay a group, however few commands there are."""
