"""Commands that other packages plug in, through the entry point group ``songcan.commands``.

An entry point names a typer application; its name is the command's. It is loaded when the command
or the list of commands is asked for. So the application imports nothing that uses it.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer

GROUP = "songcan.commands"


def names() -> list[str]:
    """Names of all commands plugged in, in order of the alphabet."""
    return sorted(_entries())


def command(name: str) -> Any | None:  # noqa: ANN401, typer carries click's types in private
    """The command of that name; None: nobody has plugged it in."""
    entry = _entries().get(name)
    if entry is None:
        return None
    loaded = typer.main.get_command(entry.load())
    loaded.name = name
    return loaded


def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}
