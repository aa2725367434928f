"""PyVRP's iterated local search as a peer, at its best: the sitting cut into waves.

Wouda, Lan and Kool (2024), "PyVRP: a high-performance VRP solver package", INFORMS Journal on
Computing 36 (4), 943-955; here release 0.14. Its vehicles can reload, but a trip between reloads
has no limit of its own, so that meals stay on board too long. Cut into waves, every trip is a
vehicle of its own. What PyVRP then states exactly:

- BOXES, WINDOW, RELEASED, SHIFT and CHAIN, the last by waves that do not overlap;
- FRESH for trips that need not wait and whose last customer's limit is the tightest, as with one
  limit for all: see ``model``; a bound on the duration catches most of those that wait;
- DIET, SKILL, CANTEEN, and locks to riders and of sequences; the prize of each visit by tier.

What it cannot state is mended afterwards: kitchens (KITCHEN, BATCH, BAYS), trips that must stay
apart, riders who would be wanted twice in a wave, other on-board limits, the emergency policy.
Stops beyond a rule are trimmed and inserted again where they fit; departures are then settled
exactly. Preferred windows, the longest day and time on board count in that last step alone.

Splits and the number of riders are searched around PyVRP, see ``search``. Riders load away from
home only in waves that they would spend idle. PyVRP's first descent is one call that cannot be
interrupted: beyond about 1,000 visits it takes longer than a second.
"""

from optimizer.strategies.pyvrp.strategy import PyVrp

__all__ = ["PyVrp"]
