"""The demo goes the whole way with data of its own, as often as one likes."""

import pytest

from api.db import Database
from api.plans import service
from api.plans.records import HandOverKind
from api.settings import Settings
from tests.commands import run
from tests.rosters import MONDAY

DEMO = ("demo", "--strategy", "nearest", "--time-limit", 10, "--no-serve")


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    result = run(*DEMO, data=folder)
    assert result.exit_code == 0, result.output
    return folder, result.stdout


def published(folder):
    database = Database(Settings(data_folder=folder / "demo"))
    with database.reading() as session:
        found = service.published(session, MONDAY, "lunch")
    database.close()
    return found


def test_best_plan_is_published(shown):
    folder, _ = shown
    version = published(folder)
    assert version.number == 1
    assert version.plan.solver.strategy == "nearest", "cheaper than today's practice"


def test_todays_practice_stands_beside_the_best_strategy(shown):
    _, output = shown
    assert "fixed_areas" in output
    rows = ("meals unserved, tier 1", "riders", "trips", "paid time", "time on board, longest")
    for row in rows:
        assert row in output


def test_unserved_are_acknowledged_openly(shown):
    folder, output = shown
    version = published(folder)
    assert {agreed.kind for agreed in version.hand_overs} <= {HandOverKind.ACKNOWLEDGED}
    for entry in version.plan.unserved:
        assert entry.visit in output
    assert ("only acknowledged" in output) == bool(version.plan.unserved)


def test_again_from_scratch_without_touching_real_data(shown):
    folder, _ = shown
    (folder / "songcan.db").write_text("real data", encoding="utf-8")
    assert run(*DEMO, data=folder).exit_code == 0
    assert published(folder).number == 1
    assert (folder / "songcan.db").read_text(encoding="utf-8") == "real data"
