"""All errors that the planning library raises on purpose.

::

    SongcanError
    ├── InvalidInput           something given to us cannot be used; carries every issue found
    │   ├── InvalidProblem
    │   └── InvalidPlan
    ├── BrokenPlan             a strategy's plan breaks a rule; carries the violations
    ├── UnknownStrategy        no strategy of that name is registered
    ├── StrategyNotInstalled   the strategy needs a package that is not there
    ├── UnknownProfile         there are no travel times for that vehicle profile
    ├── UnsupportedProblem     the strategy cannot state this problem; carries why
    ├── UnknownRide            travel reduced to a plan's rides lacks one: optimizer.travel.legs
    ├── MixedDatum             places of different datums in one operation
    └── TravelUnavailable      a source of travel times cannot answer: optimizer.travel.osrm.errors
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from optimizer.texts import Text, text

if TYPE_CHECKING:
    from optimizer.violation import Violation


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to mend: where it is, what stands there, what is wrong and what to do."""

    path: str
    value: object
    problem: Text
    remedy: Text

    @classmethod
    def of(cls, path: str, value: object, key: str, **values: object) -> Issue:
        """The issue whose texts are ``key`` and ``key_remedy`` in the library's catalogue."""
        return cls(path, value, text(key, **values), text(f"{key}_remedy", **values))

    def __str__(self) -> str:
        shown = repr(self.value)
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        zh = f"{self.problem.zh}；{self.remedy.zh}"
        en = f"{self.problem.en}; {self.remedy.en}"
        return f"{self.path} = {shown}：{zh} / {en}"


class SongcanError(Exception):
    """Root of all errors raised on purpose."""


class InvalidInput(SongcanError):
    """Input that cannot be used, with all its issues at once."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))


class InvalidProblem(InvalidInput):
    """A problem that contradicts itself or cannot be read."""


class InvalidPlan(InvalidInput):
    """A plan that cannot be read, or names what its problem does not know."""


class BrokenPlan(SongcanError):
    """A plan that breaks a rule: never stored, printed or served."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__("\n".join(str(violation) for violation in self.violations))


class UnknownStrategy(SongcanError):
    """No strategy of that name is registered."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(str(text("unknown_strategy", name=name, known=", ".join(known))))


class StrategyNotInstalled(SongcanError):
    """The strategy is registered, but a package that it needs is not installed."""

    def __init__(self, name: str, module: str) -> None:
        self.name, self.module = name, module
        super().__init__(str(text("not_installed", name=name, module=module)))


class UnknownProfile(SongcanError):
    """There are no travel times for that vehicle profile."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(str(text("unknown_profile", name=name, known=", ".join(known))))


class UnsupportedProblem(SongcanError):
    """The strategy cannot state this problem."""

    def __init__(self, name: str, reasons: Sequence[Text]) -> None:
        self.name, self.reasons = name, tuple(reasons)
        listed = Text("；".join(r.zh for r in reasons), "; ".join(r.en for r in reasons))
        super().__init__(str(text("unsupported", name=name, reasons=listed)))


class MixedDatum(SongcanError, TypeError):
    """Places of different datums in one operation: some 500 m would be lost silently."""

    def __init__(self, datums: Sequence[str]) -> None:
        self.datums = tuple(datums)
        super().__init__(str(text("mixed_datum", datums=", ".join(datums) or "–")))


class TravelUnavailable(SongcanError):
    """A source of travel times cannot answer; another one may step in.

    ``why`` names the text that says what happened, as the notice of a plan does; ``values`` tell
    more where the error itself is shown, and hold nobody's coordinates.
    """

    why: ClassVar[str]

    def __init__(self, **values: object) -> None:
        self.values = values
        what, remedy = text(f"travel_{self.why}"), text(f"travel_{self.why}_remedy")
        detail = ", ".join(f"{name} = {value}" for name, value in values.items())
        said = Text(f"{what.zh}（{detail}）。{remedy.zh}", f"{what.en} ({detail}). {remedy.en}")
        super().__init__(str(said))
