"""Tables about plans and verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.markup import escape
from rich.table import Table

from api.cli.console import out, say, table
from api.cli.texts import header, label, stacked, text
from api.plans.notices import ToldGroup, sources
from optimizer.checker import Verdict, Violation
from optimizer.explain import Collision, describe, describe_collision, remedy_of_collision
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.texts import Text

COMPARED = (
    "meals_unserved",
    "riders",
    "trips",
    "paid_seconds",
    "onboard_mean_seconds",
    "onboard_longest_seconds",
)
"""Figures of the comparison, after the unserved meals by tier."""

MOST_NOTICES = 10
"""Notices of one kind in the table; all of them are on the page and in the problem file."""

_IN_HOURS = ("paid_seconds", "longest_day_seconds")
_TIER = "unserved_tier_"


def violations(found: Sequence[Violation], *, first_trip: int = 0) -> Table:
    """Broken rules with place, values, meaning and remedy; each rule is explained once.

    Trips count from ``first_trip``: 0 as in files, 1 as on the riders' sheets.
    """
    trip = "trip_number" if first_trip else "trip"
    columns = ("rule", "rider", trip, "visit", "values", "meaning_and_remedy")
    shown = table(text("violations", count=len(found)), columns)
    for _, group in groupby(found, key=lambda violation: violation.rule):
        for k, violation in enumerate(several := list(group)):
            advice = Text(
                f"{violation.meaning.zh}；{violation.remedy.zh}",
                f"{violation.meaning.en}; {violation.remedy.en}",
            )
            cells = (
                violation.rule,
                violation.rider or "",
                "" if violation.trip is None else str(violation.trip + first_trip),
                violation.visit or "",
                _values(violation),
                stacked(advice) if k == 0 else "",
            )
            shown.add_row(*map(escape, cells), end_section=k == len(several) - 1)
    return shown


def _values(violation: Violation) -> str:
    values: dict[str, object] = {"canteen": violation.canteen} if violation.canteen else {}
    return ", ".join(f"{name}={value}" for name, value in (values | dict(violation.values)).items())


def misstated(verdict: Verdict) -> Table:
    """Cost components and key figures that the plan states differently."""
    shown = table(text("misstated"), ("figure", "stated", "true"), right=("stated", "true"))
    for name, stated, true in verdict.misstated:
        known = label("cost", name) if name in verdict.cost else named(name)
        shown.add_row(escape(str(known)), f"{stated:,}", f"{true:,}")
    return shown


def costs(cost: Mapping[str, int]) -> Table:
    """The cost, component by component, in seconds."""
    shown = table(text("cost"), ("component", "seconds"), right=("seconds",))
    for name, seconds in cost.items():
        if name == "total":
            shown.add_section()
        shown.add_row(escape(str(label("cost", name))), f"{seconds:,}")
    return shown


def figures(kpis: Mapping[str, int | float]) -> Table:
    """The key figures."""
    shown = table(text("figures"), ("figure", "value"), right=("value",))
    for name, value in kpis.items():
        shown.add_row(escape(str(named(name))), figure(name, value))
    return shown


def comparison(plans: Mapping[str, Plan]) -> Table:
    """Plans of one problem side by side, a column each."""
    shown = Table(title=str(text("comparison")), title_justify="left", title_style="bold")
    shown.add_column(header("figure"))
    for name in plans:
        shown.add_column(escape(name), justify="right")
    all_kpis = [plan.kpis for plan in plans.values()]
    tiers = [name for name in all_kpis[0] if name.startswith(_TIER)]
    for name in (*tiers, *COMPARED):
        shown.add_row(str(named(name)), *(figure(name, kpis[name]) for kpis in all_kpis))
    shown.add_section()
    totals = (f"{plan.cost['total']:,}" for plan in plans.values())
    shown.add_row(str(label("cost", "total")), *totals)
    return shown


def unserved(problem: Problem, plan: Plan, addresses: Mapping[str, str] | None = None) -> Table:
    """Who is not served, how many meals that is, and why; the most vulnerable first."""
    places = ("visit", "address") if addresses else ("visit",)
    title = text("unserved", count=len(plan.unserved))
    shown = table(title, (*places, "tier", "meals", "reasons"), right=("tier", "meals"))
    for entry in sorted(plan.unserved, key=lambda entry: (entry.tier, entry.visit)):
        place = (addresses.get(entry.visit, ""),) if addresses else ()
        boxes = str(problem.visit[entry.visit].eaten)
        reasons = "\n".join(str(describe(reason)) for reason in entry.reasons)
        shown.add_row(*map(escape, (entry.visit, *place, str(entry.tier), boxes, reasons)))
    return shown


def collisions(problem: Problem, found: Sequence[Collision]) -> Table:
    """Locks that no plan can keep, the rule that stands in the way, and what would help."""
    shown = table(text("collisions", count=len(found)), ("locks", "rule", "reasons", "remedy"))
    for collision in found:
        rows = ", ".join(f"locks[{row}]" for row in (collision.lock, *collision.others))
        why, remedy = describe_collision(problem, collision), remedy_of_collision(collision)
        cells = (rows, collision.rule, stacked(why), stacked(remedy))
        shown.add_row(*map(escape, cells))
    return shown


def notices(groups: Sequence[ToldGroup]) -> Table:
    """What must be known about the data; each kind's remedy is said once."""
    count = sum(len(group.sentences) for group in groups)
    shown = table(text("notices", count=count), ("notice", "remedy"))
    for group in groups:
        for k, sentence in enumerate(group.sentences[:MOST_NOTICES]):
            remedy = stacked(group.remedy) if group.remedy and k == 0 else ""
            shown.add_row(escape(stacked(sentence)), escape(remedy))
        if (left := len(group.sentences) - MOST_NOTICES) > 0:
            shown.add_row(escape(stacked(text("more_notices", count=left))), "")
        shown.add_section()
    return shown


def print_notices(problem: Problem, groups: Sequence[ToldGroup]) -> None:
    """Print the notices, and where the roads come from, if there is anything to say."""
    if groups:
        out().print(notices(groups))
    for words in sources(problem):
        say(words)


def named(name: str) -> Text:
    """A figure's name without its unit, which stands behind the value."""
    if name.startswith(_TIER):
        return text("unserved_of_tier", tier=name.removeprefix(_TIER))
    return label("kpi", name.removesuffix("_seconds"))


def figure(name: str, value: float) -> str:
    """A figure's value with its unit."""
    if name in _IN_HOURS:
        return f"{value / 3_600:.1f} h"
    if name.endswith("_seconds"):
        return f"{value / 60:.1f} min"
    return f"{value / 1_000:,.1f} km" if name == "metres" else f"{value:,}"
