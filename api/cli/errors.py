"""Errors raised on purpose end a command with exit code 2 and no traceback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer
from rich.markup import escape
from typer.core import TyperGroup

from api.cli import plugins
from api.cli.console import err, say, table
from api.cli.texts import stacked, text
from api.errors import ApplicationError, BrokenRules
from optimizer.errors import BrokenPlan, InvalidInput, SongcanError
from optimizer.texts import Text

if TYPE_CHECKING:
    from pydantic import ValidationError

FAILED = 1
"""Exit code: the command ran, and what it judged is not in order."""

UNUSABLE = 2
"""Exit code: the command could not do what was asked."""

MOST_ISSUES = 200
"""Issues shown in one table; files with more are broken in one way that many times."""


class Commands(TyperGroup):
    """All commands, with every error raised on purpose shown in both languages."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, as in the base class
        """Our own commands, then those plugged in."""
        return [*super().list_commands(ctx), *plugins.names()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, as in the base class
        """One of our own commands, or one plugged in."""
        return super().get_command(ctx, cmd_name) or plugins.command(cmd_name)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401, as in the base class
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except InvalidInput as error:
            _show_issues(error)
        except BrokenPlan as error:
            from api.cli.summaries import violations

            err().print(violations(error.violations))
        except BrokenRules as error:
            from api.cli.summaries import violations

            _show_application_error(error)
            err().print(violations(error.violations, first_trip=1))
        except ApplicationError as error:
            _show_application_error(error)
        except SongcanError as error:
            err().print(str(error), style="red", markup=False, soft_wrap=True)
        except BrokenPipeError:  # the reader of a pipe has seen enough
            raise
        except OSError as error:
            values = {"file": error.filename or "", "detail": error.strerror or error}
            say(text("os_error", **values), style="red", stderr=True)
        raise typer.Exit(UNUSABLE)


def _show_application_error(error: ApplicationError) -> None:
    zh, en = (text("error", message=detail) for detail in error.detail)
    say(Text(zh.zh, en.en), style="red", stderr=True)
    say(error.remedy, stderr=True)


def _show_issues(error: InvalidInput) -> None:
    found = table(text("issues", count=len(error.issues)), ("place", "value", "problem", "remedy"))
    for issue in error.issues[:MOST_ISSUES]:
        value = repr(issue.value) if issue.value is not None else ""
        cells = (issue.path, _short(value), stacked(issue.problem), stacked(issue.remedy))
        found.add_row(*map(escape, cells), end_section=True)
    err().print(found)
    if (left := len(error.issues) - MOST_ISSUES) > 0:
        say(text("more_issues", count=left), stderr=True)


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57]}..."


def bad_setting(error: ValidationError) -> typer.BadParameter:
    """A setting in the environment that cannot be used."""
    shown = "; ".join(
        f"SONGCAN_{'__'.join(map(str, one['loc'])).upper()} = {_shown(one['input'])}: {one['msg']}"
        for one in error.errors()
    )
    return typer.BadParameter(str(text("bad_setting", shown=shown)))


def _shown(value: object) -> str:
    """The value without the user and password of an address."""
    return re.sub(r"//[^/\s]*@", "//…@", repr(value))
