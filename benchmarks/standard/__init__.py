"""The engine beside PyVRP on standard instance sets in VRPLIB format.

The sets are not part of the project; the user names their folder. PyVRP reads the files, and its
``Solution`` judges both sides' routes, so neither can win by a reading of its own. The objective
is the distance ridden plus the prizes not collected: vehicles and waiting cost nothing, meals may
be on board for ever.
"""
