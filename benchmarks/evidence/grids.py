"""Which comparisons the page consists of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.pinned import Record
from fixtures.shortage import PERCENT

FIVE = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A section: problems, with and without batches and bays, at some seeds and limits.

    A series shows only who is unserved, a column per problem.
    """

    name: str
    problems: tuple[str, ...]
    seeds: tuple[int, ...] = FIVE
    seconds: tuple[float, ...] = (10.0, 60.0)
    both: bool = True
    is_series: bool = False

    def all_problems(self) -> tuple[str, ...]:
        """Each problem as it is, then, if ``both``, with all meals packed and every bay free."""
        ends = ("", ":free") if self.both else ("",)
        return tuple(f"{name}{end}" for name in self.problems for end in ends)

    def has(self, record: Record) -> bool:
        """Whether a record is of a run of this grid."""
        return (
            record["problem"] in self.all_problems()
            and record["seed"] in self.seeds
            and record["seconds"] in self.seconds
            and record["iterations"] is None
        )


GRIDS: Sequence[Grid] = (
    Grid(name="canteen", problems=("canteen",)),
    Grid(name="town", problems=("town",)),
    Grid(name="district", problems=("district",)),
    Grid(
        name="shortage",
        problems=tuple(f"shortage-{percent}" for percent in PERCENT),
        seeds=(1, 2, 3),
        seconds=(10.0,),
        is_series=True,
    ),
    Grid(
        name="lunches",
        problems=("lunch-25", "lunch-50", "lunch-100", "lunch-400", "lunch-400-short"),
        seeds=(1, 2, 3),
        seconds=(10.0,),
        both=False,
    ),
)
