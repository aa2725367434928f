"""What the tables must show, judged from the records: each claim is a sentence and a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.pinned import Record
from benchmarks.records import quality

Records = Sequence[Record]
BySeed = Mapping[int, Record]


class Judged(NamedTuple):
    """A claim with the figures found; ``holds`` None: not measured yet."""

    holds: bool | None
    text: str


Claim = Callable[[Records], Judged]


def picked(records: Records, **fields: object) -> BySeed:
    """Good records with these fields, by seed."""
    return {
        record["seed"]: record
        for record in records
        if "error" not in record and all(record[name] == fields[name] for name in fields)
    }


def unserved_at_most(mean: float, **fields: object) -> Claim:
    """Mean unserved visits of the engine over all seeds."""

    def judge(records: Records) -> Judged:
        left = [r["kpis"]["visits_unserved"] for r in picked(records, **_engine(fields)).values()]
        text = f"engine leaves on average at most {mean:g} visits"
        if not left:
            return Judged(None, text)
        found = sum(left) / len(left)
        return Judged(found <= mean, f"{text}: {found:.1f}, most {max(left)}, {len(left)} runs")

    return judge


def never_more_unserved_than(peer: str) -> Claim:
    """The engine leaves no more visits than ``peer`` on any instance."""
    return _against(
        peer,
        "visits_unserved",
        f"never more visits unserved than `{peer}`",
        lambda ours, theirs: all(a <= b for a, b in zip(ours, theirs, strict=True)),
    )


def fewer_riders_than(peer: str, share: float) -> Claim:
    """Never more riders than ``peer``, and fewer on a share of the instances."""

    def holds(ours: Sequence[int], theirs: Sequence[int]) -> bool:
        pairs = list(zip(ours, theirs, strict=True))
        fewer = sum(a < b for a, b in pairs)
        return all(a <= b for a, b in pairs) and fewer >= share * len(pairs)

    text = f"never more riders than `{peer}`, fewer on at least {share:.0%}"
    return _against(peer, "riders", text, holds)


def first_plan_within(most: float, **fields: object) -> Claim:
    """The engine's first complete plan, on every seed."""

    def judge(records: Records) -> Judged:
        told = [r["first"] for r in picked(records, **_engine(fields)).values()]
        text = f"complete plan within {most:g} s"
        if not told or None in told:
            return Judged(None, text)
        return Judged(max(told) <= most, f"{text}: latest after {max(told):.2f} s")

    return judge


def as_good_as_best(within: float, key: str = "paid_seconds", **fields: object) -> Claim:
    """Same unserved by tier as the best record, ``key`` within a share of it.

    ``key`` is a KPI or a component of the cost. The best record is of any strategy, limit and
    seed: all runs of the table must be of one and the same problem.
    """

    def judge(records: Records) -> Judged:
        ours = picked(records, **_engine(fields))
        text = f"unserved by tier as in the best plan known, {key} within {within:.0%}"
        if not ours:
            return Judged(None, text)
        good = [r for r in records if "error" not in r and r["ok"]]
        best = min(good, key=quality)
        same = all(_tiers(r) == _tiers(best) for r in ours.values())
        worst = _above(max(_figure(r, key) for r in ours.values()), _figure(best, key))
        found = f"{'same' if same else 'not the same'} unserved, {key} {worst:+.1%}"
        known = f"`{best['strategy']}` {best['seconds']:g} s"
        return Judged(same and worst <= within, f"{text}: {found} (best: {known})")

    return judge


def _against(
    peer: str, key: str, text: str, holds: Callable[[Sequence[int], Sequence[int]], bool]
) -> Claim:
    def judge(records: Records) -> Judged:
        ours, theirs = picked(records, strategy="engine"), picked(records, strategy=peer)
        seeds = sorted(ours.keys() & theirs.keys())
        if not seeds:
            return Judged(None, text)
        a = [ours[seed]["kpis"][key] for seed in seeds]
        b = [theirs[seed]["kpis"][key] for seed in seeds]
        fewer, more = (sum(map(f, a, b)) for f in (int.__lt__, int.__gt__))
        found = f"fewer on {fewer}, more on {more} of {len(seeds)}"
        return Judged(holds(a, b), f"{text}: {found}")

    return judge


def _engine(fields: Mapping[str, object]) -> dict[str, object]:
    return {"strategy": "engine", **fields}


def _above(figure: float, reference: float) -> float:
    return (figure - reference) / reference


def _tiers(record: Record) -> list[int]:
    kpis = record["kpis"]
    return [kpis[key] for key in sorted(kpis) if key.startswith("unserved_tier_")]


def _figure(record: Record, key: str) -> float:
    figures: Mapping[str, float] = record["cost"] | record["kpis"]
    return figures[key]
