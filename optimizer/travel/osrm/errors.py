"""Why travel times along roads are not to be had.

::

    TravelUnavailable            optimizer.errors
    ├── ServerUnreachable        no connection, no answer in time
    ├── ServerRefuses            OSRM answered with an error code, such as TooBig
    ├── BadAnswer                what came back is not OSRM's, or not what was asked for
    ├── WrongRoads               the roads were built for another vehicle
    ├── RoadsMissing             nothing was built for this vehicle
    ├── RoadsUnreadable          what was built cannot be read
    ├── BindingsMissing          the extra [roads] is not installed
    └── BuildFailed              osrm-extract or osrm-contract ended with an error
"""

from __future__ import annotations

from typing import ClassVar

from optimizer.errors import TravelUnavailable


class ServerUnreachable(TravelUnavailable):
    """No connection to the server, or no answer in time."""

    why: ClassVar[str] = "server_unreachable"


class ServerRefuses(TravelUnavailable):
    """OSRM answered with an error code."""

    why: ClassVar[str] = "server_refuses"


class BadAnswer(TravelUnavailable):
    """What came back is not OSRM's, or not what was asked for."""

    why: ClassVar[str] = "bad_answer"


class WrongRoads(TravelUnavailable):
    """The roads were built for another vehicle profile."""

    why: ClassVar[str] = "wrong_roads"


class RoadsMissing(TravelUnavailable):
    """Nothing was built for this vehicle profile."""

    why: ClassVar[str] = "roads_missing"


class RoadsUnreadable(TravelUnavailable):
    """What was built cannot be read."""

    why: ClassVar[str] = "roads_unreadable"


class BindingsMissing(TravelUnavailable):
    """OSRM's bindings or tools are not installed."""

    why: ClassVar[str] = "bindings_missing"


class BuildFailed(TravelUnavailable):
    """One of OSRM's tools ended with an error."""

    why: ClassVar[str] = "build_failed"
