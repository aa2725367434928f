"""OSRM inside this process, on roads that ``songcan roads build`` made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from optimizer.travel.osrm.answer import table_of
from optimizer.travel.osrm.errors import BindingsMissing, RoadsUnreadable, ServerRefuses
from optimizer.travel.osrm.manifest import DATA, Manifest
from optimizer.travel.osrm.service import Points, Table
from optimizer.travel.osrm.stamp import Stamp

SIDE = 500
"""Sources and destinations of one table: bounds the memory for OSRM's own answer to some 50 MB."""


def bindings() -> Any:  # noqa: ANN401, a module without types
    """OSRM's Python bindings.

    Raises
    ------
    BindingsMissing
        When they are not installed; another package has the same module name.
    """
    try:
        module = import_module("osrm")
    except ImportError as error:
        raise BindingsMissing(module="osrm") from error
    if not hasattr(module, "TableParameters"):
        raise BindingsMissing(module="osrm (another package of that name)")
    return module


@dataclass(frozen=True, slots=True)
class RoadsFolder:
    """Roads of each vehicle in a folder of its name."""

    folder: Path
    side: int = SIDE

    def of(self, profile: str) -> EmbeddedOsrm:
        """The roads of ``profile``, loaded when they are first asked."""
        folder = self.folder / profile
        return EmbeddedOsrm(folder, Manifest.read(folder, profile), self.side)


@dataclass(frozen=True, slots=True)
class EmbeddedOsrm:
    """The roads of one vehicle."""

    folder: Path
    manifest: Manifest
    side: int

    def stamp(self) -> Stamp:
        """Which build this is, as written beside it."""
        return self.manifest.stamp

    def table(self, sources: Points, destinations: Points) -> Table:
        """One call; see :class:`~optimizer.travel.osrm.service.TableService`."""
        osrm, rows, columns = bindings(), len(sources), len(destinations)
        engine = _engine(self.folder / DATA, str(self.manifest.stamp), self.manifest.built)
        parameters = osrm.TableParameters(
            coordinates=[*sources, *destinations],
            sources=list(range(rows)),
            destinations=list(range(rows, rows + columns)),
            annotations=["duration", "distance"],
            generate_hints=False,
        )
        try:
            answer = engine.Table(parameters)
        except RuntimeError as error:
            raise ServerRefuses(code=str(error).split(" - ", 1)[0][:40]) from error
        return table_of(answer, rows, columns)


@lru_cache(maxsize=8)
def _engine(data: Path, _stamp: str, _built: str) -> Any:  # noqa: ANN401, a class without types
    """OSRM with the roads loaded; a new build of the same vehicle is loaded anew."""
    try:
        return bindings().OSRM(
            storage_config=str(data),
            algorithm="CH",
            use_shared_memory=False,
            max_locations_distance_table=SIDE,
        )
    except RuntimeError as error:
        raise RoadsUnreadable(profile=data.parent.name, detail=str(error)) from error
