"""Who is planned for first where not everybody can be served."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from optimizer.strategies.drafts.draft import Draft
from optimizer.strategies.drafts.ground import Ground
from optimizer.timing.insertion import weight_of
from optimizer.timing.pins import Block

DRAFTS = 5
"""Drafts that look for how many can be served."""
APPROACH = 60
"""Seconds that an address takes beside those at the door."""


def worthwhile(
    ground: Ground, blocks: Sequence[Block], drafted: Callable[[Sequence[Block]], Draft]
) -> Iterator[Draft]:
    """Drafts of the blocks of most worth, by bisection of how many can all be served.

    The worth of a block is what it weighs for each second at the door and on the way there. The
    blocks keep their order.
    """
    problem = ground.problem

    def worth(block: Block) -> float:
        seconds = sum(problem.visit[visit].service_seconds for visit in block)
        return weight_of(problem, block) / (seconds + APPROACH)

    ranked = sorted(blocks, key=worth, reverse=True)
    fits, fails = 0, len(blocks)
    for _ in range(DRAFTS):
        count = (fits + fails) // 2
        wanted = set(ranked[:count])
        draft = drafted([block for block in blocks if block in wanted])
        if len(draft.served()) == count:
            fits = count
        else:
            fails = count
        yield draft
