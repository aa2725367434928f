"""How the commands end when a package is not there, or when somebody presses Ctrl-C."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from benchmarks.cli.console import say
from benchmarks.cli.texts import text
from optimizer.errors import SongcanError

EXTRAS = frozenset({"matplotlib", "pyvrp", "vroom", "vrp_cli", "vrplib"})
"""Packages of the extras ``peers`` and ``plots``, by the names under which they are imported."""

RESUMABLE = frozenset({"compare", "page", "scale", "standard"})
"""Commands that keep a record of each run that has ended."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class ExtraNotInstalled(SongcanError):
    """The command needs a package of an extra."""

    def __init__(self, module: str) -> None:
        self.module = module
        super().__init__(str(text("extra_not_installed", module=module)))


class Benchmarks(TyperGroup):
    """The commands of benchmarks."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401, as in the base class
        """Run the command that was asked for.

        Raises
        ------
        ExtraNotInstalled
            When it needs what is not installed.
        """
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as error:
            module = (error.name or "").partition(".")[0]
            if module not in EXTRAS:
                raise
            raise ExtraNotInstalled(module) from error
        except KeyboardInterrupt:
            if ctx.invoked_subcommand not in RESUMABLE:
                raise
            say(text("interrupted"), style="yellow", stderr=True)
            raise typer.Exit(INTERRUPTED) from None
