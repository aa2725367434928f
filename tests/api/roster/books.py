"""Small roster workbooks, good ones and broken ones. All names are artificial."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from api.roster.findings import WorkbookReport

Cells = Mapping[str, Any]


def canteen_row(name: str = "C1", **changes: Any) -> dict[str, Any]:
    """Two hundred meals in two batches."""
    values = {
        "编号": name,
        "名称": "花溪路食堂",
        "街镇": "曹杨新村",
        "地址": "花溪路1号",
        "经度": 121.398,
        "纬度": 31.241,
        "供餐能力": 200,
        "餐别": "普通、软食",
        "各餐别上限": "软食 50",
        "装车分钟": 5,
        "装车位": 2,
        "出餐批次": "10:00 120份；10:45 80份",
        "开放日": "每天",
    }
    return values | changes


def rider_row(name: str = "R1", **changes: Any) -> dict[str, Any]:
    """Thirty-six boxes from 09:45 to 12:45 at C1."""
    values = {
        "编号": name,
        "姓名": "骑手甲",
        "电话": "02100009001",
        "食堂": "C1",
        "箱位": 36,
        "上班": datetime.time(9, 45),
        "下班": datetime.time(12, 45),
        "最多趟数": 2,
        "车辆": "电动车",
        "类型": "正式",
        "技能": None,
        "可装车食堂": None,
        "出勤日": "每天",
    }
    return values | changes


def resident_row(name: str = "0001", **changes: Any) -> dict[str, Any]:
    """A regular meal on every day, on floor 6 of a walk-up."""
    values = {
        "编号": name,
        "姓名": "老人甲",
        "电话": "02100000001",
        "街镇": "曹杨新村",
        "地址": "曹杨路358弄81号",
        "室号": "602室",
        "楼层": 6,
        "电梯": "无",
        "经度": 121.403,
        "纬度": 31.246,
        "餐别": "普通",
        "份数": 1,
        "送餐日": "每天",
        "暂停自": None,
        "暂停至": None,
        "等级": 1,
        "资格类别": "低保",
        "资助项目": "区助餐补贴",
        "食堂": "C1",
        "最早": None,
        "最晚": None,
        "门口备注": "门铃坏了，请敲门",
        "近期漏送": 0,
    }
    return values | changes


def small() -> dict[str, list[dict[str, Any]]]:
    """One canteen, one rider, two residents: nothing to find fault with."""
    residents = [resident_row(), resident_row("0002", 姓名="老人乙", 室号="101室", 楼层=1)]
    return {"食堂": [canteen_row()], "骑手": [rider_row()], "老人": residents}


def with_residents(*residents: Cells) -> dict[str, Sequence[Cells]]:
    """The small workbook with other residents."""
    return {**small(), "老人": residents}


def book(sheets: Mapping[str, Sequence[Cells]]) -> Workbook:
    """A workbook of ``sheets``; a sheet without rows is empty."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        headers = list(rows[0]) if rows else []
        if headers:
            sheet.append(headers)
        for row in rows:
            sheet.append([row[header] for header in headers])
    return made


def saved(made: Workbook, folder: Path) -> Path:
    """Where ``made`` was saved."""
    path = folder / "roster.xlsx"
    made.save(path)
    return path


def codes(report: WorkbookReport) -> list[tuple[str, int | None, str | None, str]]:
    """Sheet, row, column and code of each finding."""
    return [(f.sheet, f.row, f.column, f.code) for f in report.findings]
