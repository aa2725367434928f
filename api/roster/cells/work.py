"""What a rider's work costs and how much of it there may be: yuan, hours, days on request."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from api.roster.cells.basic import BadCell, plain
from api.roster.cells.moments import weekdays

ON_REQUEST = ("按天", "按天报名", "报名", "on request")
"""No usual days: the rider works on the days offered one by one."""

MOST_YUAN = 10_000


def fen(raw: object) -> int:
    """Fen of an amount in yuan: 28.5, 28.50元, ¥28.5 and 28.5元/小时 are the same."""
    typed = re.sub(r"^[¥￥]|元?(/?每?小时|/时|/h)?$", "", plain(raw))
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        raise BadCell("not_a_number") from None
    if not amount.is_finite():
        raise BadCell("not_a_number")
    if amount < 0:
        raise BadCell("below", least=0)
    if amount > MOST_YUAN:
        raise BadCell("above", most=MOST_YUAN)
    if amount * 100 != int(amount * 100):
        raise BadCell("part_of_fen")
    return int(amount * 100)


def hours(raw: object) -> int:
    """Minutes of a number of hours: 6, 6.5 or 6小时; parts of a minute are rounded."""
    typed = re.sub(r"(个?小时|h)$", "", plain(raw)).strip()
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        raise BadCell("not_a_number") from None
    if not amount.is_finite():
        raise BadCell("not_a_number")
    if amount < 0:
        raise BadCell("below", least=0)
    return round(amount * 60)


def duty_days(raw: object) -> tuple[int, ...]:
    """ISO weekdays as for everybody, or none at all for whoever offers single days."""
    if isinstance(raw, str) and plain(raw).lower() in ON_REQUEST:
        return ()
    return weekdays(raw)
