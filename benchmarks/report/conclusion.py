"""The conclusion, computed: who serves most on each problem, and how the others did against us."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from benchmarks.report.texts import text
from benchmarks.summary.duels import REFERENCE, TOLERANCE_H, duels, total
from benchmarks.summary.groups import Group, groups_of, problems_of
from benchmarks.summary.limits import Limit, longest_of
from optimizer.texts import Text


def conclusion(frame: pd.DataFrame) -> tuple[Text, ...]:
    """Two sentences; one where nothing ran beside the engine, or the engine did not run."""
    if frame.empty:
        return (text("nothing"),)
    return (_served(frame), *_won(frame))


def best_of(groups: Sequence[Group]) -> list[Group]:
    """Groups of one problem at its longest limit with the least weighted unserved, on average.

    Only those whose runs all succeeded; strategies that end by themselves are at every limit.
    """
    longest = longest_of(group.limit for group in groups)
    eligible = [g for g in groups if g.limit in {longest, Limit()} and not g.failed]
    least = min((group.rank()[1] for group in eligible), default=0.0)
    return [group for group in eligible if group.rank()[1] <= least + TOLERANCE_H]


def _served(frame: pd.DataFrame) -> Text:
    """Problems with the same winners are said together."""
    said: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for problem, groups in problems_of(groups_of(frame)).items():
        best = best_of(groups)
        left = f"{best[0].mean('unserved'):.1f}".removesuffix(".0") if best else ""
        limit = longest_of(group.limit for group in groups)
        place = f"{problem} ({limit})" if any(limit) else problem
        said.setdefault((tuple(group.strategy for group in best), left), []).append(place)
    parts = [_part(problems, winners, left) for (winners, left), problems in said.items()]
    zh = "；".join(part.zh for part in parts)
    en = "; ".join(part.en for part in parts)
    return text("serves_most", parts=Text(zh, en))


def _part(problems: Sequence[str], winners: Sequence[str], left: str) -> Text:
    where = Text("、".join(problems), ", ".join(problems))
    if not winners:
        return text("serves_most_nobody", where=where)
    names = Text("、".join(winners), ", ".join(winners))
    key = "serves_most_everybody" if left == "0" else "serves_most_part"
    return text(key, where=where, names=names, left=left)


def _won(frame: pd.DataFrame) -> tuple[Text, ...]:
    scores = duels(frame)
    if not scores:
        return ()
    whole = total(score for each in scores.values() for score in each.values())
    beaten = [
        Text(f"{strategy}（{problem}，{score.wins} 次）", f"{strategy} ({problem}, {score.wins})")
        for strategy, each in scores.items()
        for problem, score in each.items()
        if score.wins
    ]
    by = Text("、".join(one.zh for one in beaten), ", ".join(one.en for one in beaten))
    figures = {"runs": sum(whole), "won": whole.losses, "tied": whole.ties, "lost": whole.wins}
    against = text("duels", reference=REFERENCE, others=len(scores), **figures)
    return (
        text("duels_and_losses", duels=against, by=by)
        if beaten
        else text("duels_no_loss", duels=against),
    )
