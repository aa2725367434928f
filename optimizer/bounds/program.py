"""A linear program whose dual bound is recomputed in exact arithmetic.

Whatever a solver calls the multipliers, they prove a bound: for ``min c x`` with ``A x <= b`` and
``0 <= x <= u``, any ``m >= 0`` (of any sign where a row is an equation) gives

    c x  >=  c x + m (A x - b)  >=  -m b + sum_j min(0, c_j + (m A)_j) u_j .

So the solver's tolerances, and even its mistakes, weaken a bound and never falsify it. A. M.
Geoffrion, "Lagrangean relaxation for integer programming", Mathematical Programming Study 2, 1974,
pp. 82-114; A. Neumaier and O. Shcherbina, "Safe bounds in linear and mixed-integer linear
programming", Mathematical Programming 99, 2004, pp. 283-296.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from ortools.linear_solver.python import model_builder

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

GRAIN = 1 << 40
"""Multipliers are rounded to this part of one."""
NOTHING = 1e-9
"""Multipliers below are a solver's noise and no reason."""


class Reason(NamedTuple):
    """Why a row holds: the kind of argument, and the canteen that it is about."""

    kind: str
    canteen: str = ""


class Proven(NamedTuple):
    """A value that nothing goes below, and whose rows prove it."""

    value: Fraction
    reasons: frozenset[Reason]


class Program:
    """Columns between 0 and integer upper bounds, rows of integers that are at most a bound."""

    def __init__(self) -> None:
        self._upper: list[Integers] = []
        self._entries: list[tuple[Integers, Integers]] = []
        self._limits: list[int] = []
        self._equal: list[bool] = []
        self._reasons: list[Reason | None] = []
        self.columns = 0

    def add_columns(self, count: int, upper: int = 1) -> Integers:
        """So many new columns, by number."""
        self._upper.append(np.full(count, upper, np.int64))
        self.columns += count
        return np.arange(self.columns - count, self.columns)

    def add_row(
        self,
        *terms: tuple[Integers, ArrayLike],
        most: int = 0,
        equal: bool = False,
        reason: Reason | None = None,
    ) -> None:
        """The sum of columns times coefficients is at most (or ``equal``) ``most``."""
        columns = [one for one, _ in terms]
        factors = [np.broadcast_to(np.asarray(by, np.int64), one.shape) for one, by in terms]
        self._entries.append((np.concatenate(columns), np.concatenate(factors)))
        self._limits.append(most)
        self._equal.append(equal)
        self._reasons.append(reason)

    def least(self, cost: Integers, seconds: float = 60.0) -> Proven:
        """A value that ``cost`` times the columns never goes below, as high as the solver finds.

        The solver gets so many ``seconds``; one that does not finish proves what it can.
        """
        multipliers = self._multipliers(cost, seconds)
        reasons = {
            reason
            for reason, by in zip(self._reasons, multipliers, strict=True)
            if reason is not None and by > NOTHING
        }
        return Proven(self.proven(cost, multipliers), frozenset(reasons))

    def proven(self, cost: Integers, multipliers: Floats) -> Fraction:
        """What these multipliers prove, exactly."""
        scaled = [_grains(m, equal) for m, equal in zip(multipliers, self._equal, strict=True)]
        reduced = [int(price) * GRAIN for price in cost]
        bound = 0
        for (columns, factors), limit, by in zip(self._entries, self._limits, scaled, strict=True):
            if by:
                bound -= by * limit
                for column, factor in zip(columns.tolist(), factors.tolist(), strict=True):
                    reduced[column] += by * factor
        upper = np.concatenate(self._upper).tolist() if self._upper else []
        bound += sum(min(0, price) * most for price, most in zip(reduced, upper, strict=True))
        return Fraction(bound, GRAIN)

    def _multipliers(self, cost: Integers, seconds: float) -> Floats:
        model = model_builder.Model()  # type: ignore[no-untyped-call]
        upper = np.concatenate(self._upper).tolist() if self._upper else []
        columns = [model.new_num_var(0.0, float(most), "") for most in upper]
        helper = model.helper
        for column, price in zip(columns, cost.tolist(), strict=True):
            helper.set_var_objective_coefficient(column.index, float(price))
        for (numbers, factors), most, equal in zip(
            self._entries, self._limits, self._equal, strict=True
        ):
            row = helper.add_linear_constraint()
            helper.set_constraint_lower_bound(row, float(most) if equal else -np.inf)
            helper.set_constraint_upper_bound(row, float(most))
            named = [columns[number] for number in numbers.tolist()]
            helper.add_terms_to_constraint(row, named, factors.astype(float).tolist())
        solver = model_builder.Solver("glop")
        solver.set_time_limit_in_seconds(seconds)
        solver.solve(model)
        duals = solver.dual_values(model.get_linear_constraints())
        multipliers: Floats = -np.nan_to_num(duals.to_numpy(np.float64, na_value=0.0))
        return multipliers


def _grains(multiplier: float, equal: bool) -> int:
    rounded = round(multiplier * GRAIN)
    return rounded if equal else max(0, rounded)
