"""Settings of the application: from the environment (``SONGCAN_...``), each with a default."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, PositiveFloat, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.texts import text


def user_data_folder() -> Path:
    """Where this platform keeps a user's application data."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "Songcan"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Songcan"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "songcan"


def _database_beside(values: dict[str, Any]) -> str:
    return f"sqlite:///{values['data_folder'].as_posix()}/songcan.db"


class TravelProfile(BaseModel):
    """How a kind of vehicle moves through the district.

    ``detour`` is the length of the way over the distance as the crow flies.
    """

    model_config = ConfigDict(frozen=True)

    speed_kmh: PositiveFloat
    detour: float = Field(ge=1)


class Settings(BaseSettings):
    """Everything that differs between installations.

    Attributes
    ----------
    day_speed
        Speed of the day over the usual speed: 0.8 in rain or heat.
    """

    model_config = SettingsConfigDict(
        env_prefix="SONGCAN_", env_nested_delimiter="__", frozen=True, validate_default=True
    )

    data_folder: Path = Field(default_factory=user_data_folder)
    database_url: str = Field(default_factory=_database_beside)
    timezone: str = "Asia/Shanghai"
    travel_profiles: dict[str, TravelProfile] = {
        "ebike": TravelProfile(speed_kmh=15, detour=1.35),
        "tricycle": TravelProfile(speed_kmh=12, detour=1.35),
        "foot": TravelProfile(speed_kmh=4.5, detour=1.25),
    }
    day_speed: PositiveFloat = 1.0
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65_535)

    @field_validator("data_folder")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.expanduser().resolve()

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(str(text("unknown_timezone", name=name))) from error
        return name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of all local times."""
        return ZoneInfo(self.timezone)

    @property
    def key_file(self) -> Path:
        """The key of the encrypted columns: beside the database, never inside."""
        return self.data_folder / "songcan.key"


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
