"""Column types for values that a record keeps as tuples."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

from optimizer.problem import Batch


class Tuple(TypeDecorator[tuple[Any, ...]]):
    """A tuple of numbers or words, kept as a JSON list."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_result_value(
        self,
        value: list[Any] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> tuple[Any, ...] | None:
        """A tuple again."""
        return None if value is None else tuple(value)


class Batches(TypeDecorator[tuple[Batch, ...]]):
    """Batches, kept as a JSON list of ready time and meals."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: tuple[Batch, ...] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> list[list[int]] | None:
        """Lists of two numbers."""
        return None if value is None else [[batch.ready, batch.meals] for batch in value]

    def process_result_value(
        self,
        value: list[list[int]] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> tuple[Batch, ...] | None:
        """Batches again."""
        if value is None:
            return None
        return tuple(Batch(ready=ready, meals=meals) for ready, meals in value)
