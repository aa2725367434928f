"""why says what stands in the way of a visit, and which remedies were verified."""

import re

import pytest

from api.plans import service
from tests.commands import run
from tests.days import migrated, save_roster, small_day, small_plan, small_roster
from tests.rosters import MONDAY


@pytest.fixture
def planned(tmp_path):
    """The small day, on which nobody cooks what one person eats."""
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, small_roster())
        day = small_day()
        version = service.store(session, day, small_plan(day))
    return tmp_path, version


def why(data, visit, code=0):
    result = run("why", visit, "--date", MONDAY, data=data)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return re.sub(r"\s+", " ", result.output)


def test_a_visit_that_nobody_can_help(planned):
    data, version = planned
    (left,) = version.plan.unserved
    shown = why(data, left.visit)
    assert "不做所需的餐别" in shown
    assert "which is proven" in shown


def test_a_visit_that_was_taken_off_fits_where_it_was(planned):
    data, version = planned
    visit = min(version.plan.served())
    signed = ("--by", "王店长", "--why", "试一试", "--date", MONDAY)
    assert run("edit", "remove", visit, *signed, data=data).exit_code == 0
    assert f"songcan edit add {visit}" in why(data, visit)


def test_what_is_served_or_unknown_has_no_reasons(planned):
    data, version = planned
    assert "没有未送的原因" in why(data, min(version.plan.served()), code=2)
    assert "V0" in why(data, "V0", code=2)
