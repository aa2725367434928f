"""What the forms of the orders page do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.order_book import service
from api.order_book.cut_offs import Said
from api.orders.one_offs import Kind, OneOff
from api.settings import Settings
from api.web.errors import PageError
from api.web.where import Where, date_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form, on which page it stood, and who asks."""

    session: Session
    settings: Settings
    where: Where
    fields: Mapping[str, str]
    said: Said

    @property
    def resident(self) -> str:
        """The resident it is about."""
        return self.fields.get("resident", "")


def _add(asked: Asked) -> None:
    order = OneOff(
        resident=asked.resident,
        date=asked.where.date,
        sitting=asked.where.sitting,
        kind=Kind.ADD,
        meals=_whole(asked.fields.get("meals", "1")),
        diet=asked.fields.get("diet") or None,
    )
    service.add(asked.session, asked.settings, order, asked.said)


def _cancel(asked: Asked) -> None:
    date, sitting = asked.where.date, asked.where.sitting
    service.cancel(asked.session, asked.settings, asked.resident, date, sitting, asked.said)


def _undo(asked: Asked) -> None:
    change = _whole(asked.fields.get("change", ""))
    service.take_back(asked.session, asked.settings, change, asked.said)


def _hold(asked: Asked) -> None:
    first = date_of(asked.fields.get("first", ""))
    last = date_of(asked.fields["last"]) if asked.fields.get("last") else None
    service.hold(asked.session, asked.settings, asked.resident, first, last, asked.said)


def _restart(asked: Asked) -> None:
    date = date_of(asked.fields.get("from", ""))
    service.restart(asked.session, asked.settings, asked.resident, date, asked.said)


ACTS: Mapping[str, Callable[[Asked], None]] = {
    "add": _add,
    "cancel": _cancel,
    "undo": _undo,
    "hold": _hold,
    "restart": _restart,
}
"""By the last part of the form's address. All of them raise what the service raises."""


def _whole(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise PageError(422, "bad_number", value=value)
    return int(value)
