"""The complete planning model in OR-Tools' routing library."""

from optimizer.strategies.ortools.strategy import OrTools

__all__ = ["OrTools"]
