"""The columns of the three sheets: header, key, what a cell may say, what a blank one means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from api.roster.cells.basic import choice, integer, listed, minutes, number, phone, words
from api.roster.cells.meals import batches, diet, meals_by_diet
from api.roster.cells.moments import clock, date, weekdays
from api.roster.records import DIETS, EVERY_DAY

KINDS = {"staff": ("正式",), "platform": ("平台",), "volunteer": ("志愿者", "志愿")}
PROFILES = {"ebike": ("电动车", "电瓶车"), "tricycle": ("三轮车",), "foot": ("步行",)}
YES_NO = {True: ("有", "是", "yes", "y", "1"), False: ("无", "没有", "否", "no", "n", "0")}

LOWEST_FLOOR = -3

REQUIRED: Final = object()
"""Stands for "no blank cell, no missing column"."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``key`` is a field of the record, or one end of the field ``part_of``."""

    header: str
    key: str
    parse: Callable[[object], Any]
    blank: Any = REQUIRED
    part_of: str | None = None

    @property
    def required(self) -> bool:
        """Whether the column must be there and filled."""
        return self.blank is REQUIRED

    @property
    def field(self) -> str:
        """The record's field."""
        return self.part_of or self.key


CANTEENS = (
    Column("编号", "id", words),
    Column("名称", "name", words),
    Column("街镇", "street_town", words, blank=""),
    Column("地址", "address", words, blank=""),
    Column("经度", "lon", number),
    Column("纬度", "lat", number),
    Column("供餐能力", "capacity", integer(0)),
    Column("餐别", "diets", listed(diet), blank=DIETS),
    Column("各餐别上限", "capacity_by_diet", meals_by_diet, blank={}),
    Column("装车分钟", "loading_seconds", minutes, blank=300),
    Column("装车位", "loading_bays", integer(1), blank=None),
    Column("出餐批次", "batches", batches, blank=()),
    Column("开放日", "weekdays", weekdays, blank=EVERY_DAY),
)

RIDERS = (
    Column("编号", "id", words),
    Column("姓名", "name", words),
    Column("电话", "phone", phone, blank=""),
    Column("食堂", "canteen", words),
    Column("箱位", "boxes", integer(1)),
    Column("上班", "opens", clock, part_of="shift"),
    Column("下班", "closes", clock, part_of="shift"),
    Column("最多趟数", "max_trips", integer(0), blank=2),
    Column("车辆", "profile", choice(PROFILES), blank="ebike"),
    Column("类型", "kind", choice(KINDS), blank="staff"),
    Column("技能", "skills", listed(words), blank=()),
    Column("可装车食堂", "may_load_at", listed(words), blank=()),
    Column("出勤日", "weekdays", weekdays, blank=EVERY_DAY),
)

RESIDENTS = (
    Column("编号", "id", words),
    Column("姓名", "name", words),
    Column("电话", "phone", phone, blank=""),
    Column("街镇", "street_town", words, blank=""),
    Column("地址", "address", words),
    Column("室号", "door", words, blank=""),
    Column("楼层", "floor", integer(LOWEST_FLOOR)),
    Column("电梯", "lift", choice(YES_NO)),
    Column("经度", "lon", number),
    Column("纬度", "lat", number),
    Column("餐别", "diet", diet),
    Column("份数", "portions", integer(1), blank=1),
    Column("送餐日", "weekdays", weekdays, blank=EVERY_DAY),
    Column("暂停自", "hold_from", date, blank=None),
    Column("暂停至", "hold_to", date, blank=None),
    Column("等级", "tier", integer(1, 3), blank=3),
    Column("资格类别", "category", words, blank=""),
    Column("资助项目", "programme", words, blank=""),
    Column("食堂", "canteen", words, blank=None),
    Column("最早", "opens", clock, blank=None, part_of="window"),
    Column("最晚", "closes", clock, blank=None, part_of="window"),
    Column("门口备注", "door_note", words, blank=""),
    Column("近期漏送", "missed_recently", integer(0), blank=0),
)

COLUMNS = {"食堂": CANTEENS, "骑手": RIDERS, "老人": RESIDENTS}
"""By the sheet's name, in the order of reading."""


def headers_of(sheet: str, field: str) -> str:
    """The headers behind a record's ``field``, as findings and changes show them."""
    return "、".join(column.header for column in COLUMNS[sheet] if column.field == field)
