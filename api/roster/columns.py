"""The columns of the sheets: header, key, what a cell may say, what a blank one means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from api.roster.cells.basic import (
    choice,
    code,
    integer,
    listed,
    minutes,
    number,
    phone,
    plain,
    words,
)
from api.roster.cells.meals import batches, diet, meals_by_diet, sittings
from api.roster.cells.moments import clock, date, weekdays
from api.roster.cells.places import datum, pair
from api.roster.cells.work import duty_days, fen, hours
from api.roster.records import DIETS, EVERY_DAY, MEETING

KINDS = {"staff": ("正式",), "platform": ("平台",), "volunteer": ("志愿者", "志愿")}
PROFILES = {
    "ebike": ("电动车", "电瓶车"),
    "tricycle": ("三轮车",),
    "van": ("面包车", "货车", "小货车"),
    "foot": ("步行",),
}
SKILLS = {"bulk": ("大件", "整批")}
"""Skills that the order building asks for; a roster may name any others."""

MODES = {
    "delivery": ("送餐", "送餐上门", "上门"),
    "dine_in": ("堂食",),
    "point": ("助餐点自取", "助餐点", "自取"),
}
HOLIDAYS = {"usual": ("照常", "不变"), "statutory": ("按法定", "法定", "随法定")}
YES_NO = {True: ("有", "是", "yes", "y", "1"), False: ("无", "没有", "否", "no", "n", "0")}

LOWEST_FLOOR = -3

REQUIRED: Final = object()
"""Stands for "no blank cell, no missing column"."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``key`` is a field of the record, or one end of the field ``part_of``.

    Nobody misses an ``extra`` column: a workbook without it is complete. ``aliases`` are other
    headers in use, Chinese and English. A column that is not ``stored`` helps to read others and
    is no field of the record.
    """

    header: str
    key: str
    parse: Callable[[object], Any]
    blank: Any = REQUIRED
    part_of: str | None = None
    extra: bool = False
    aliases: tuple[str, ...] = ()
    stored: bool = True

    @property
    def required(self) -> bool:
        """Whether the column must be there and filled."""
        return self.blank is REQUIRED

    @property
    def field(self) -> str:
        """The record's field."""
        return self.part_of or self.key

    @property
    def spellings(self) -> tuple[str, ...]:
        """All headers that mean this column; the key is one unless it says another unit."""
        own = () if self.key.endswith(("_seconds", "_minutes", "_fen")) else (self.key,)
        return (self.header, *own, *self.aliases)


def skill(raw: object) -> str:
    """The code of a skill, or a skill's name as it stands."""
    word = words(raw)
    return next((code for code, spelt in SKILLS.items() if word in spelt), word)


PHONES = ("联系电话", "电话号码", "手机", "手机号", "手机号码", "mobile", "tel", "telephone")
TOWNS = ("街道", "所属街镇", "town", "street-town", "subdistrict")

PLACE = (
    Column("经度", "lon", number, aliases=("lng", "longitude", "高德经度", "腾讯经度", "百度经度")),
    Column("纬度", "lat", number, aliases=("latitude", "高德纬度", "腾讯纬度", "百度纬度")),
    Column(
        "坐标系",
        "datum",
        datum,
        blank=None,
        extra=True,
        aliases=("坐标系统", "坐标类型", "crs"),
        stored=False,
    ),
    Column(
        "经纬度",
        "pair",
        pair,
        blank=None,
        extra=True,
        aliases=("坐标", "coordinates", "lonlat", "lnglat"),
        stored=False,
    ),
)
"""Where something is, see ``api.roster.placing``: two cells, or both numbers in one."""

CANTEENS = (
    Column("编号", "id", code, aliases=("食堂编号", "canteen id", "code")),
    Column("名称", "name", words, aliases=("食堂名称", "canteen name")),
    Column("街镇", "street_town", words, blank="", aliases=TOWNS),
    Column("地址", "address", plain, blank="", aliases=("食堂地址", "addr")),
    *PLACE,
    Column("供餐能力", "capacity", integer(0), aliases=("每餐份数", "meals per sitting")),
    Column("餐别", "diets", listed(diet), blank=DIETS, aliases=("供应餐别",)),
    Column("各餐别上限", "capacity_by_diet", meals_by_diet, blank={}, aliases=("limits by diet",)),
    Column("装车分钟", "loading_seconds", minutes, blank=300, aliases=("loading minutes",)),
    Column("装车位", "loading_bays", integer(1), blank=None, aliases=("bays",)),
    Column("出餐批次", "batches", batches, blank=()),
    Column(
        "开放日", "weekdays", weekdays, blank=EVERY_DAY, aliases=("营业日", "open days", "days")
    ),
    Column("节假日", "holidays", choice(HOLIDAYS), blank="usual", extra=True),
    Column("晚餐供餐能力", "supper_capacity", integer(0), blank=None, extra=True),
    Column("晚餐出餐批次", "supper_batches", batches, blank=(), extra=True),
)

MEAL_POINTS = (
    Column("编号", "id", code, aliases=("助餐点编号", "point id", "code")),
    Column("名称", "name", words, aliases=("助餐点名称", "point name")),
    Column("街镇", "street_town", words, blank="", aliases=TOWNS),
    Column("地址", "address", plain, blank="", aliases=("助餐点地址", "addr")),
    *PLACE,
    Column("食堂", "canteen", code, blank=None, aliases=("食堂编号", "供餐食堂", "canteen id")),
    Column("碰头时间", "meeting", clock, blank=MEETING, aliases=("集合时间",)),
    Column(
        "开放日", "weekdays", weekdays, blank=EVERY_DAY, aliases=("营业日", "open days", "days")
    ),
)

RIDERS = (
    Column("编号", "id", code, aliases=("骑手编号", "工号", "rider id", "code")),
    Column("姓名", "name", words, aliases=("骑手姓名", "rider name", "full name")),
    Column("电话", "phone", phone, blank="", aliases=PHONES),
    Column("食堂", "canteen", code, aliases=("食堂编号", "所属食堂", "canteen id")),
    Column("箱位", "boxes", integer(1), aliases=("箱数", "餐盒数", "capacity")),
    Column("上班", "opens", clock, part_of="shift", aliases=("上班时间", "shift start", "start")),
    Column("下班", "closes", clock, part_of="shift", aliases=("下班时间", "shift end", "end")),
    Column("最多趟数", "max_trips", integer(0), blank=2, aliases=("趟数", "trips")),
    Column("车辆", "profile", choice(PROFILES), blank="ebike", aliases=("车型", "vehicle")),
    Column("类型", "kind", choice(KINDS), blank="staff", aliases=("骑手类型", "type")),
    Column("技能", "skills", listed(skill), blank=()),
    Column("可装车食堂", "may_load_at", listed(code), blank=(), aliases=("loading canteens",)),
    Column(
        "出勤日", "weekdays", duty_days, blank=EVERY_DAY, aliases=("上班日", "work days", "days")
    ),
    Column("时薪", "hourly_fen", fen, blank=None, extra=True, aliases=("hourly cost", "yuan/h")),
    Column(
        "每周最多小时", "weekly_minutes", hours, blank=None, extra=True, aliases=("hours a week",)
    ),
    Column(
        "每月最多小时", "monthly_minutes", hours, blank=None, extra=True, aliases=("hours a month",)
    ),
    Column("晚班上班", "supper_opens", clock, blank=None, part_of="supper_shift", extra=True),
    Column("晚班下班", "supper_closes", clock, blank=None, part_of="supper_shift", extra=True),
)

RESIDENTS = (
    Column("编号", "id", code, aliases=("老人编号", "resident id", "code")),
    Column("姓名", "name", words, aliases=("老人姓名", "resident name", "full name")),
    Column("电话", "phone", phone, blank="", aliases=PHONES),
    Column("街镇", "street_town", words, blank="", aliases=TOWNS),
    Column(
        "路名",
        "road",
        plain,
        blank="",
        extra=True,
        aliases=("道路", "street"),
        stored=False,
    ),
    Column("地址", "address", plain, aliases=("家庭住址", "住址", "送餐地址", "addr")),
    Column("室号", "door", plain, blank="", aliases=("房号", "room", "flat")),
    Column("楼层", "floor", integer(LOWEST_FLOOR), aliases=("storey",)),
    Column("电梯", "lift", choice(YES_NO), aliases=("有无电梯", "elevator")),
    *PLACE,
    Column("餐别", "diet", diet, aliases=("餐食类型", "meal type")),
    Column("份数", "portions", integer(1), blank=1, aliases=("餐数", "meals")),
    Column(
        "送餐日", "weekdays", weekdays, blank=EVERY_DAY, aliases=("用餐日", "delivery days", "days")
    ),
    Column("暂停自", "hold_from", date, blank=None, aliases=("暂停开始", "paused from")),
    Column("暂停至", "hold_to", date, blank=None, aliases=("暂停结束", "paused to")),
    Column("等级", "tier", integer(1, 3), blank=3, aliases=("优先级", "priority")),
    Column("资格类别", "category", words, blank="", aliases=("人员类别", "eligibility")),
    Column("资助项目", "programme", words, blank="", aliases=("补贴项目", "program")),
    Column("食堂", "canteen", code, blank=None, aliases=("食堂编号", "供餐食堂", "canteen id")),
    Column("最早", "opens", clock, blank=None, part_of="window", aliases=("最早送达", "earliest")),
    Column("最晚", "closes", clock, blank=None, part_of="window", aliases=("最晚送达", "latest")),
    Column("门口备注", "door_note", words, blank="", aliases=("送餐备注", "door notes")),
    Column("近期漏送", "missed_recently", integer(0), blank=0, aliases=("missed",)),
    Column("取餐方式", "mode", choice(MODES), blank="delivery", extra=True, aliases=("用餐方式",)),
    Column(
        "助餐点",
        "meal_point",
        code,
        blank=None,
        extra=True,
        aliases=("助餐点编号", "meal point id"),
    ),
    Column("餐次", "sittings", sittings, blank=("lunch",), extra=True),
)

COLUMNS = {"食堂": CANTEENS, "助餐点": MEAL_POINTS, "骑手": RIDERS, "老人": RESIDENTS}
"""By the sheet's name, in the order of reading."""

SHEETS = {
    "食堂": ("长者食堂", "社区食堂", "canteens", "canteen"),
    "助餐点": ("meal points", "points"),
    "骑手": ("送餐员", "riders", "rider"),
    "老人": ("用餐人", "residents", "resident", "elders"),
}
"""Other names of a sheet, or of the file that holds it alone."""

OWN = ("问题", "处理办法", "来自文件", "来自工作表", "来自行")
"""Columns that a list of rejected rows adds; they are no news when it is imported again."""

EXTRA_SHEETS = frozenset({"助餐点"})
"""A workbook without these is complete."""


def headers_of(sheet: str, field: str) -> str:
    """The headers behind a record's ``field``, as findings and changes show them."""
    return "、".join(column.header for column in COLUMNS[sheet] if column.field == field)
