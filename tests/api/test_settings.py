"""Settings come from the environment, and a wrong one says what to write instead."""

import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings, user_data_folder


def test_environment_fills_nested_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("SONGCAN_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("SONGCAN_TRAVEL_PROFILES", '{"ebike": {"speed_kmh": 18, "detour": 1.2}}')
    chosen = Settings()
    assert chosen.travel_profiles["ebike"].speed_kmh == 18
    assert chosen.database_url == f"sqlite:///{tmp_path.as_posix()}/songcan.db"
    assert chosen.key_file == tmp_path / "songcan.key"


def test_either_name_of_the_database_is_read_and_ours_goes_first(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://general")
    assert Settings().database_url == "postgres://general"
    monkeypatch.setenv("SONGCAN_DATABASE_URL", "postgres://own")
    assert Settings().database_url == "postgres://own"
    assert Settings(database_url="postgres://named").database_url == "postgres://named"
    monkeypatch.setenv("SONGCAN_DATABASE_URL", "")
    assert Settings().database_url == "postgres://general"


def test_address_of_the_database_is_not_shown():
    chosen = Settings(database_url="postgresql://ann:secret@host/meals")
    assert "secret" not in f"{chosen!r} {chosen}"


def test_data_folder_is_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert Settings(data_folder=Path("here")).data_folder == tmp_path / "here"


def test_unknown_time_zone_names_the_value_and_the_remedy():
    with pytest.raises(ValidationError, match=r"Mars/Olympus.*Asia/Shanghai"):
        Settings(timezone="Mars/Olympus")


@pytest.mark.parametrize("wrong", [{"day_speed": 0}, {"port": 70_000}])
def test_impossible_numbers_are_refused(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        Settings(**wrong)


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("win32", "LOCALAPPDATA", "Songcan"),
        ("linux", "XDG_DATA_HOME", "songcan"),
    ],
)
def test_data_folder_follows_the_platform(monkeypatch, tmp_path, platform, variable, expected):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert user_data_folder() == tmp_path / expected


def test_data_folder_on_macos(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert user_data_folder().parts[-3:] == ("Library", "Application Support", "Songcan")
