"""Which runs the series consists of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from benchmarks.scaling.problems import TILE
from benchmarks.solvers import SEEDLESS

SIZES = (100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000)
STRATEGIES = ("engine", "savings", "space_filling_curve", "nearest")
PER_VISIT = 50
"""Iterations per visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One process: the seed makes the problem and goes to the strategy.

    ``per_visit`` iterations per visit; 0: stop at the first complete plan; None: to the
    strategy's own end.
    """

    problem: str
    visits: int
    strategy: str
    seed: int = 1
    per_visit: int | None = None
    cores: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What is measured; small sizes come first, so that an interrupted series has them."""

    sizes: Sequence[int] = SIZES
    strategies: Sequence[str] = STRATEGIES
    per_visit: int = PER_VISIT
    seeds: Sequence[int] = (1,)

    def runs(self) -> Iterator[dict[str, object]]:
        """All runs as plain values: the district of every size, then tiles whole and apart."""
        yield from map(asdict, self._districts())
        yield from map(asdict, self._tiles())

    def _districts(self) -> Iterator[Run]:
        for visits in sorted(self.sizes):
            for strategy in self.strategies:
                efforts = (None,) if strategy in SEEDLESS else (0, self.per_visit)
                for effort in efforts:
                    for seed in self.seeds:
                        yield self._run("district", visits, strategy, seed, effort)

    def _tiles(self) -> Iterator[Run]:
        """Sizes of several whole tiles, by strategies that search."""
        wholes = [size for size in sorted(self.sizes) if size > TILE and size % TILE == 0]
        for strategy in self.strategies:
            if strategy in SEEDLESS:
                continue
            for number in range(max(wholes, default=0) // TILE):
                yield self._run("tile", TILE, strategy, 1 + number, self.per_visit)
            for visits in wholes:
                yield self._run("tiles", visits, strategy, 1, self.per_visit)

    def _run(self, problem: str, visits: int, strategy: str, seed: int, effort: int | None) -> Run:
        return Run(
            problem=problem,
            visits=visits,
            strategy=strategy,
            seed=seed,
            per_visit=effort,
        )
