"""Settings of the application: from the environment (``SONGCAN_...``), each with a default."""

from __future__ import annotations

import datetime
import os
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    PositiveFloat,
    SecretStr,
    field_validator,
)
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


Yuan = Annotated[Decimal, Field(ge=0, max_digits=7, decimal_places=2)]


class HourlyCost(BaseModel):
    """Yuan per paid hour by kind of rider, for reports; a rider's own rate replaces it.

    It does not steer the planning: what an hour weighs there is ``Policy.paid_percent``.
    """

    model_config = ConfigDict(frozen=True)

    staff: Yuan = Decimal(30)
    platform: Yuan = Decimal(39)
    volunteer: Yuan = Decimal(0)

    def fen(self, kind: str) -> int:
        """Fen (1/100 yuan) per hour of ``kind``."""
        amount: Decimal = getattr(self, kind)
        return int(amount * 100)


class CutOff(BaseModel):
    """Until when a change is taken: ``at`` o'clock, so many days before the meal."""

    model_config = ConfigDict(frozen=True)

    days_before: int = Field(ge=0, le=30)
    at: datetime.time


class CutOffs(BaseModel):
    """When a sitting's additions and cancellations close."""

    model_config = ConfigDict(frozen=True)

    add: CutOff
    cancel: CutOff


CUT_OFFS = {
    "lunch": CutOffs(
        add=CutOff(days_before=1, at=datetime.time(15)),
        cancel=CutOff(days_before=0, at=datetime.time(8, 30)),
    ),
    "supper": CutOffs(
        add=CutOff(days_before=0, at=datetime.time(10)),
        cancel=CutOff(days_before=0, at=datetime.time(14)),
    ),
}


class Settings(BaseSettings):
    """Everything that differs between installations.

    Attributes
    ----------
    cut_offs
        By sitting; a sitting that is not named keeps its usual ones.
    day_speed
        Speed of the day over the usual speed: 0.8 in rain or heat.
    travel
        Where travel times come from: straight lines with a detour, or streets by OSRM.
    travel_fallback
        What happens where the streets cannot be asked: straight lines, which the plan then says,
        or no plan.
    osrm_url
        An OSRM server; ``{profile}`` in it stands for the vehicle, for a server knows only one.
        None: the roads that ``songcan roads build`` made.
    osrm_max_table_size
        The server's ``--max-table-size``.
    entitled_categories
        Words of a category that entitle somebody to a meal, see ``api.outreach.entitlement``.
    database_url
        SQLite beside the key by default, or PostgreSQL: ``postgresql://user:password@host/name``.
        ``DATABASE_URL``, which hosts of applications set, is read too. It may hold a password,
        so it is never shown.
    geocoder
        Who is asked where addresses are; "none" asks nobody, for an address leaves the house.
    geocoder_server
        Another server of the same kind, such as a gateway of the office or an own Nominatim.
    geocoder_area
        What stands before every address that is asked for.
    place_confidence
        From this confidence on an estimated place is used; below it somebody must confirm it.
    """

    model_config = SettingsConfigDict(
        env_prefix="SONGCAN_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        frozen=True,
        validate_default=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    data_folder: Path = Field(default_factory=user_data_folder)
    database_url: str = Field(
        default_factory=_database_beside,
        validation_alias=AliasChoices("SONGCAN_DATABASE_URL", "DATABASE_URL"),
        repr=False,
    )
    timezone: str = "Asia/Shanghai"
    travel_profiles: dict[str, TravelProfile] = {
        "ebike": TravelProfile(speed_kmh=15, detour=1.35),
        "tricycle": TravelProfile(speed_kmh=12, detour=1.35),
        "van": TravelProfile(speed_kmh=18, detour=1.45),
        "foot": TravelProfile(speed_kmh=4.5, detour=1.25),
    }
    day_speed: PositiveFloat = 1.0
    entitled_categories: tuple[str, ...] = ("特困", "低保", "低收入", "支出型困难")
    travel: Literal["geodesic", "osrm"] = "geodesic"
    travel_fallback: Literal["geodesic", "refuse"] = "geodesic"
    osrm_url: str | None = Field(default=None, pattern=r"^https?://[^@\s]+$")
    osrm_max_table_size: int = Field(default=100, ge=1)
    cut_offs: dict[str, CutOffs] = CUT_OFFS
    hourly_cost: HourlyCost = HourlyCost()
    geocoder: Literal["none", "baidu", "nominatim", "amap", "tianditu"] = "none"
    geocoder_key: SecretStr | None = None
    geocoder_server: str = Field(default="", pattern=r"^(https?://[^/]+)?$")
    geocoder_area: str = "上海市普陀区"
    geocoder_timeout: PositiveFloat = 10.0
    place_confidence: float = Field(default=0.5, gt=0, le=1)
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

    @field_validator("cut_offs")
    @classmethod
    def _every_sitting(cls, named: dict[str, CutOffs]) -> dict[str, CutOffs]:
        if unknown := sorted(set(named) - set(CUT_OFFS)):
            values = {"names": ", ".join(unknown), "known": ", ".join(CUT_OFFS)}
            raise ValueError(str(text("unknown_sittings", **values)))
        return CUT_OFFS | named

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of all local times."""
        return ZoneInfo(self.timezone)

    def today(self) -> datetime.date:
        """The date at the canteens."""
        return datetime.datetime.now(self.zone).date()

    @property
    def roads_folder(self) -> Path:
        """Roads that ``songcan roads build`` made, a folder for each vehicle."""
        return self.data_folder / "roads"

    @property
    def key_file(self) -> Path:
        """The key of the encrypted columns: beside the database, never inside."""
        return self.data_folder / "songcan.key"


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
