"""What is proven of the best plans on record: limits of each problem, kept once found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from api.files import read_plan
from benchmarks.pinned import ROOT, Record, digest_of
from benchmarks.posed import posed
from benchmarks.records import Records, quality
from optimizer.bounds import deeper, limit


def best_plans(records: Iterable[Record]) -> dict[str, Record]:
    """The best record of each problem, by its name: least unserved cost, then least cost."""
    best: dict[str, Record] = {}
    for record in records:
        if record.get("ok"):
            known = best.get(record["problem"])
            if known is None or quality(record) < quality(known):
                best[record["problem"]] = record
    return best


def limits_of(
    best: dict[str, Record],
    out: Path,
    *,
    measured: bool = False,
    on_record: Callable[[Record], None] = lambda _: None,
) -> Sequence[Record]:
    """A record per problem: its limit given what its best plan leaves; ``measured``: known ones.

    Riders and paid time are bounded for plans that leave no more than the best plan known.
    """
    records = Records(out / "limits.jsonl")
    code = digest_of((ROOT / "optimizer" / "bounds").rglob("*.py"))
    found = []
    for name, plan in best.items():
        asked = {"problem": name, "digest": plan["digest"], "leaving": plan["cost"]["unserved"]}
        record = records.of(asked if measured else {**asked, "bounds": code})
        if record is None and not measured:
            record = {**asked, "bounds": code, **_limit(plan, out)}
            records.append(record)
            on_record(record)
        if record is not None:
            found.append(record)
    return found


def _limit(plan: Record, out: Path) -> Record:
    problem = posed(Path(plan["file"]))
    begun = time.perf_counter()
    incumbent = read_plan(out / "compare" / plan["plan"])
    proven = limit(problem, leaving=plan["cost"]["unserved"])
    proven = deeper(proven, problem, incumbent=incumbent)
    plain = {
        "unserved_by_tier": {str(tier): meals for tier, meals in proven.unserved_by_tier.items()},
        "notes": [list(note) for note in proven.notes],
    }
    return {**asdict(proven), **plain, "seconds": time.perf_counter() - begun}
