"""What each system can say stands in one table, with a reason for every mark."""

from benchmarks.evidence.systems import MARKS, systems
from benchmarks.peers.ability import COSTS, SYSTEMS, Ability
from optimizer.rules import Rule


def test_every_rule_and_cost_has_a_mark_for_every_system():
    rows = [line for line in systems().splitlines() if line.startswith("| `")]
    assert len(rows) == len(Rule) + len(COSTS)
    marks = set(MARKS.values())
    assert all(set(map(str.strip, row.split("|")[2:-1])) <= marks for row in rows)
    assert all(row.count("|") == len(SYSTEMS) + 2 for row in rows)


def test_marks_are_told_apart_and_explained():
    assert len(set(MARKS.values())) == len(Ability)
    assert all(mark in systems().split("\n\n")[1] for mark in MARKS.values())


def test_every_system_says_how():
    said = systems().split("\n\n")[-1].splitlines()
    assert [line.split("`")[1] for line in said] == list(SYSTEMS)
