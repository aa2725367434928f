"""The flagship: ruin and recreate on riders' whole days, compiled by Numba.

Arrays in, arrays out; ``optimizer.strategies.engine`` is the way in for everybody who plans.
"""
