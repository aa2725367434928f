"""reach tells who lives near a canteen and where the next ones help, and verifies it by plans."""

from __future__ import annotations

import csv

import pytest

from fixtures.canteen import SAMPLE
from tests.commands import run

PLANS = ("--date", "2026-03-02", "--strategy", "savings", "--time-limit", 20)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A data folder with the sample canteen."""
    folder = tmp_path_factory.mktemp("sample")
    imported = run("import", SAMPLE, data=folder)
    assert imported.exit_code == 0, imported.output
    return folder


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_shares_by_street_town_on_screen_and_as_csv(sample, tmp_path):
    file = tmp_path / "reach.csv"
    found = run("reach", "-n", 0, "--minutes", 8, "-o", file, data=sample)
    assert found.exit_code == 0, found.output
    *towns, everybody = rows_of(file)
    assert sum(int(town["居民"]) for town in towns) == int(everybody["居民"]) == 400
    assert 0 < float(everybody["近食堂占比（%）"]) < 100
    assert f"{everybody['近食堂占比（%）']} %" in found.stdout
    assert "最佳地点" not in found.stdout


def test_more_minutes_reach_more_people(sample, tmp_path):
    near = []
    for minutes in (8, 12):
        file = tmp_path / f"{minutes}.csv"
        run("reach", "-n", 0, "--minutes", minutes, "-o", file, data=sample)
        near.append(int(rows_of(file)[-1]["近食堂"]))
    assert near[0] < near[1]


def test_the_best_places_are_proven_and_verified_by_plans(sample):
    found = run("reach", "--minutes", 8, "--capacity", 120, *PLANS, data=sample)
    assert found.exit_code == 0, found.output
    assert "已证明最优" in found.stdout
    assert "– → 120" in found.stdout
    assert found.stdout.count("NEW2") == 2, "among the places and among the canteens"


def test_places_of_a_file(sample, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text("lon,lat,name\n121.393,31.242,老菜场\n121.2,31.2,远处\n", encoding="utf-8")
    found = run("reach", "--minutes", 8, "-n", 1, "--candidates", file, "--no-plans", data=sample)
    assert found.exit_code == 0, found.output
    assert "老菜场" in found.stdout
    assert "远处" not in found.stdout


def test_nobody_is_far(sample):
    found = run("reach", "--minutes", 60, data=sample)
    assert found.exit_code == 0, found.output
    assert "够不着" in found.stdout


def test_no_building_or_household_is_told(sample):
    found = run("reach", "--minutes", 8, "--no-plans", data=sample)
    assert "弄" in found.stdout
    assert "号" not in found.stdout.replace("编号", "")
    assert "室" not in found.stdout


def test_without_residents_there_is_nothing_to_tell(tmp_path):
    found = run("reach", data=tmp_path)
    assert found.exit_code == 2
    assert "songcan import" in found.output
