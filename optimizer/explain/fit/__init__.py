"""Where a visit would fit: all places of a plan at once, the best ones exactly."""

from optimizer.explain.fit.places import Fit, Later, places
from optimizer.explain.fit.positions import Positions

__all__ = ["Fit", "Later", "Positions", "places"]
