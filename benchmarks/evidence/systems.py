"""What each system can say of the problem, as Markdown: marks first, then how."""

from __future__ import annotations

from collections import defaultdict

from benchmarks.page import table as table_of
from benchmarks.peers.ability import SYSTEMS, Ability, table

MARKS = {
    Ability.EXACT: "●",
    Ability.APPROXIMATE: "◐",
    Ability.REPAIRED: "○",
    Ability.UNSEEN: "–",
}
LEGEND = (
    "● 精确 exact · ◐ 近似 approximate · ○ 事后修整，各系统同法 repaired afterwards,"
    " the same way for all · – 看不见 not seen"
)


def systems() -> str:
    """A row per rule and cost, a column per system; below, how each system does it."""
    marks: dict[str, list[str]] = defaultdict(list)
    ways: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in SYSTEMS}
    for code, system, how in table():
        marks[code].append(MARKS[how.ability])
        ways[system][f"{MARKS[how.ability]} {how.how}"].append(f"`{code}`")
    header = ["规则、成本 rule or cost", *(f"`{name}`" for name in SYSTEMS)]
    rows = [[f"`{code}`", *cells] for code, cells in marks.items()]
    lists = [
        f"- `{system}`: " + "; ".join(f"{how} ({', '.join(codes)})" for how, codes in of.items())
        for system, of in ways.items()
    ]
    return "\n".join([table_of(header, rows), "", LEGEND, "", *lists])
