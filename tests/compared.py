"""Records of runs as a comparison keeps them, made up: no strategy runs for tests of reports."""

from __future__ import annotations

from typing import Any

WEIGHTS = (2_000_000, 500_000, 100_000)


def run(strategy: str, seed: int = 1, **changes: Any) -> dict[str, Any]:
    """The fields of a run on the problem ``toy`` for ten seconds."""
    fields = {
        "problem": "toy",
        "file": "toy.json",
        "digest": "0",
        "strategy": strategy,
        "seed": seed,
        "seconds": 10.0,
        "iterations": None,
        "cores": 1,
        "machine": "2 cores Toy",
        "revision": "abc",
    }
    return fields | changes


def failed(strategy: str, seed: int = 1, error: str = "boom", **changes: Any) -> dict[str, Any]:
    """A run that failed."""
    return run(strategy, seed, **changes) | {"error": error}


def record(
    strategy: str,
    seed: int = 1,
    *,
    unserved: tuple[int, int, int] = (0, 0, 0),
    hours: int = 30,
    cpu: float = 9.9,
    **changes: Any,
) -> dict[str, Any]:
    """A run that left ``unserved`` meals by tier and cost ``hours`` beside them.

    Two seconds after it began it had left one meal of tier 3 more, at an hour more of other cost.
    """
    lost = sum(meals * weight for meals, weight in zip(unserved, WEIGHTS, strict=True))
    total = lost + 3_600 * hours
    before = [*unserved[:2], unserved[2] + 1]
    found = {
        "ok": True,
        "cost": {"unserved": lost, "total": total},
        "kpis": {
            "visits": 9,
            "visits_unserved": sum(unserved),
            "meals": 12,
            "meals_unserved": sum(unserved),
            **{f"unserved_tier_{tier}": meals for tier, meals in enumerate(unserved, 1)},
            "riders": 6,
            "trips": 12,
            "paid_seconds": 36_000,
            "longest_day_seconds": 7_200,
            "onboard_mean_seconds": 1_800.0,
            "onboard_longest_seconds": 3_600,
            "early_stops": 3,
            "late_stops": 2,
            "metres": 80_000,
        },
        "cpu": cpu,
        "wall": 10.0,
        "first": 2.0,
        "steps": 1_000,
        "peak_mb": 300,
        "problem_mb": 200,
        "trace": [[2.0, total + 3_600 + WEIGHTS[2], before], [4.0, total, list(unserved)]],
        "plan": f"plans/{strategy}.json",
    }
    return run(strategy, seed) | found | changes
