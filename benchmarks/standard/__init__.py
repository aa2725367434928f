"""The engine beside its peers on standard instance sets in VRPLIB format.

The sets are not part of the project; the user names their folder. An instance is read twice: by
``vrplib`` for the engine, and by PyVRP's own reader for PyVRP. Every solution is written in the
format of its set, read back and judged by PyVRP; the cost by our reading must be the same, so
that neither side can win by a reading of its own. The objective is the distance ridden at the
vehicles' prices, the vehicles used, and the prizes not collected: waiting costs nothing, meals
may be on board for ever.
"""
