"""The hard rules, their meaning and what to do about them.

Checker, explanations, API and page all use these codes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from optimizer.texts import Text


class Rule(StrEnum):
    """Code of a hard rule."""

    SERVED_ONCE = "SERVED_ONCE"
    BOXES = "BOXES"
    WINDOW = "WINDOW"
    FRESH = "FRESH"
    RELEASED = "RELEASED"
    SHIFT = "SHIFT"
    TRIPS = "TRIPS"
    CHAIN = "CHAIN"
    KITCHEN = "KITCHEN"
    BATCH = "BATCH"
    BAYS = "BAYS"
    SUPPLY = "SUPPLY"
    DIET = "DIET"
    SKILL = "SKILL"
    CANTEEN = "CANTEEN"
    TRAVEL = "TRAVEL"
    LOCK = "LOCK"


class Explanation(NamedTuple):
    """What a rule demands, and what a person can do where it binds."""

    meaning: Text
    remedy: Text


def _rule(zh: str, en: str, zh_remedy: str, en_remedy: str) -> Explanation:
    return Explanation(Text(zh, en), Text(zh_remedy, en_remedy))


EXPLANATIONS: dict[Rule, Explanation] = {
    Rule.SERVED_ONCE: _rule(
        "每个送餐点整单送达，最多一次；未送的必须列出",
        "each visit is served whole and at most once; the others are listed as unserved",
        "删去重复的一次，或把漏掉的列为未送",
        "remove the second service, or list the missing visit as unserved",
    ),
    Rule.BOXES: _rule(
        "一趟的餐盒不超过骑手的箱位",
        "a trip's meals fit into the rider's boxes",
        "分成几趟，换箱位更多的骑手，或增加箱位",
        "use another trip, a rider with more boxes, or more boxes",
    ),
    Rule.WINDOW: _rule(
        "在时间窗内开始送达",
        "service starts within the visit's window",
        "与老人商量放宽时间，或提早出发",
        "agree on a wider window, or leave earlier",
    ),
    Rule.FRESH: _rule(
        "从装车到送达不超过在途时限",
        "service starts within the on-board limit, counted from the start of loading",
        "缩短这一趟，或先送这一户",
        "shorten the trip, or serve this visit earlier in it",
    ),
    Rule.RELEASED: _rule(
        "餐食备好之前不得出发",
        "a trip leaves no earlier than its visits are released",
        "改到稍后的一趟",
        "carry it on a later trip",
    ),
    Rule.SHIFT: _rule(
        "骑手在班次内完成全天工作",
        "the rider's day lies within the shift",
        "延长班次，或增加一名骑手",
        "lengthen the shift, or add a rider",
    ),
    Rule.TRIPS: _rule(
        "骑手的趟数不超过上限",
        "a rider makes no more trips than allowed",
        "提高趟数上限，或增加一名骑手",
        "allow another trip, or add a rider",
    ),
    Rule.CHAIN: _rule(
        "同一骑手的装车、骑行、送达互不重叠",
        "loading, riding and serving of one rider never overlap",
        "推迟后一项，或换一名骑手",
        "start the later one later, or use another rider",
    ),
    Rule.KITCHEN: _rule(
        "出餐不超过食堂的供餐能力（总量与各餐别）",
        "meals drawn stay within the canteen's capacity, in total and per diet",
        "增加份数，或由另一家食堂供餐",
        "cook more, or let another canteen cook",
    ),
    Rule.BATCH: _rule(
        "任何时刻出发的餐数不超过已打包的餐数",
        "at every instant no more meals have left than were packed",
        "等下一批出餐再出发，或提早打包",
        "leave after the next batch, or pack earlier",
    ),
    Rule.BAYS: _rule(
        "同时装车的趟数不超过装车位",
        "no more trips load at once than there are loading bays",
        "错开装车时间，或增加装车位",
        "stagger the loading, or add a bay",
    ),
    Rule.SUPPLY: _rule(
        "助餐点发出的餐不多于已送到的餐，且从食堂装车起两小时内送达",
        "meals leave a meal point only after they were brought there, and are served within two "
        "hours after the kitchen loaded them",
        "先把餐送到助餐点，或由食堂直接送",
        "bring the meals to the point first, or deliver from a canteen",
    ),
    Rule.DIET: _rule(
        "食堂能做所需的餐别",
        "the canteen cooks every diet that the visit needs",
        "改由能做该餐别的食堂供餐",
        "choose a canteen that cooks this diet",
    ),
    Rule.SKILL: _rule(
        "骑手具备所需技能",
        "the rider has every skill that the visit needs",
        "换一名具备技能的骑手，或培训",
        "choose a rider with the skill, or train one",
    ),
    Rule.CANTEEN: _rule(
        "由允许的食堂供餐，骑手在允许的食堂装车",
        "an allowed canteen cooks, and the rider may load there",
        "放宽允许的食堂，或换骑手",
        "allow the canteen, or choose another rider",
    ),
    Rule.TRAVEL: _rule(
        "骑行时间与行程时间表一致",
        "riding times equal the travel matrix",
        "用当前的行程时间表重新计算",
        "compute the plan again with the current matrix",
    ),
    Rule.LOCK: _rule(
        "遵守锁定，已开始的部分不变",
        "pins are honoured and the frozen part is untouched",
        "解除锁定，或照锁定重新排班",
        "remove the lock, or plan again with it",
    ),
}
