"""Constructive planning canteen by canteen, shared by the strategies that build and never search.

Blocks are dealt out to canteens (``partition``); riders' days at one canteen are drafted with the
algebra of trips alone (``draft``), several ways, of which the best is laid into the ``Schedule``,
which tests every rule (``rounds``); who is left over is put between the others (``latecomers``).
"""
