"""The independent judge of plans: one function per rule, and the cost from scratch.

It shares no code with any strategy, so that a mistake there cannot excuse itself here.
"""

from optimizer.checker.check import Verdict, check
from optimizer.violation import Violation

__all__ = ["Verdict", "Violation", "check"]
