"""When trips leave: the algebra of trips, kitchens, and riders' days under construction.

Strategies share this; the checker does not.
"""

from optimizer.timing.day import Leg, drive
from optimizer.timing.pins import Pins
from optimizer.timing.refusal import Refusal
from optimizer.timing.schedule import Schedule
from optimizer.timing.static_rules import Run

__all__ = ["Leg", "Pins", "Refusal", "Run", "Schedule", "drive"]
