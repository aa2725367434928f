"""Lower bounds on cost and paid time by column generation, for problems of about 100 visits."""

from optimizer.bounds.generation.limit import (
    MOST_VISITS,
    LowerBound,
    OnLimit,
    cost_limit,
    paid_limit,
    supports,
)

__all__ = ["MOST_VISITS", "LowerBound", "OnLimit", "cost_limit", "paid_limit", "supports"]
