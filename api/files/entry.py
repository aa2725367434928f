"""What all entries of the files have in common: strictness, names and exact numbers."""

from __future__ import annotations

import dataclasses
import datetime
import math
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]
"""A whole number that every JSON reader keeps exact (RFC 7493)."""

Listed = Strict(strict=False)
"""Lets a JSON list fill a tuple, and any mapping a dict; what they hold stays strict."""

Seconds = Annotated[tuple[Whole, Whole], Listed]
"""Begin and end, in seconds after local midnight."""

Texts = Annotated[tuple[str, ...], Listed]
Counts = Annotated[dict[str, Whole], Listed]


def _calendar_day(value: object) -> object:
    if isinstance(value, datetime.date):
        return value
    try:
        day = datetime.date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:
        raise PydanticCustomError("calendar_day", "not a date")
    return day


def _digits(value: object) -> object:
    """JSON writes every key as a string: take whole numbers back, in one spelling only."""
    if isinstance(value, str) and value.lstrip("-").isdecimal() and str(int(value)) == value:
        return int(value)
    return value


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("float_type", "not a number")
    if not math.isfinite(value):
        raise PydanticCustomError("finite_number", "not finite")
    return value


def _number_or_text(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise PydanticCustomError("number_or_text", "neither a whole number nor a text")
    return value


CalendarDay = Annotated[datetime.date, BeforeValidator(_calendar_day)]
WholeKey = Annotated[int, BeforeValidator(_digits)]
Number = Annotated[int | float, BeforeValidator(_number)]
NumberOrText = Annotated[int | str, BeforeValidator(_number_or_text)]


class Entry(BaseModel):
    """One object of a file, with the fields of one record of the planning library."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        serialize_by_alias=True,
        use_attribute_docstrings=True,
    )
    record_type: ClassVar[type[Any]]

    def record(self) -> Any:  # noqa: ANN401, the type is in ``record_type``
        """The planning library's record of this entry."""
        return self.record_type(**self.values())

    def values(self) -> dict[str, Any]:
        """The fields of the record, by name; entries in them are records."""
        names = [field.name for field in dataclasses.fields(self.record_type)]
        return {name: _record(getattr(self, name)) for name in names}

    @classmethod
    def of(cls, record: object) -> Self:
        """The entry that writes ``record``."""
        return cls.model_validate(record, from_attributes=True, by_alias=False, by_name=True)


def _record(value: object) -> object:
    if isinstance(value, Entry):
        return value.record()
    return tuple(map(_record, value)) if isinstance(value, tuple) else value
