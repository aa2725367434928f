"""One part of a problem in reinterpretcat's pragmatic format, and its solutions as tours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks.peers.terms import fixed_cost, waves_of
from benchmarks.peers.waves import Waves
from optimizer.strategies.pyvrp.slots import Slot
from optimizer.strategies.pyvrp.tours import Tour

OBJECTIVES = ("maximize-value", "minimize-unassigned", "minimize-tours", "minimize-cost")
"""What comes first; the package's own order where jobs have a value."""


def question(waves: Waves, slots: Sequence[Slot]) -> dict[str, Any]:
    """The problem and its matrices; jobs and vehicles are numbered as customers and slots."""
    asked, has = waves.terms.skills(slots)
    profiles = sorted({slot.rider.profile for slot in slots})
    several = waves_of(slots)
    problem = {
        "plan": {"jobs": [_job(waves, number, asked[number]) for number in range(len(asked))]},
        "fleet": {
            "vehicles": _types(
                _vehicle(waves, slot, has[number], several) for number, slot in enumerate(slots)
            ),
            "profiles": [{"name": name} for name in profiles],
        },
        "objectives": [[{"type": name}] for name in OBJECTIVES],
    }
    return {"problem": problem, "matrices": [_matrix(waves, name) for name in profiles]}


def tours_of(slots: Sequence[Slot], answer: dict[str, Any]) -> Iterator[Tour]:
    """The solution's tours."""
    for tour in answer["tours"]:
        customers = tuple(
            int(activity["jobId"])
            for stop in tour["stops"]
            for activity in stop["activities"]
            if activity["type"] == "delivery"
        )
        start = _seconds(tour["stops"][0]["time"]["departure"])
        end = _seconds(tour["stops"][-1]["time"]["arrival"])
        if customers:
            yield Tour(slots[int(tour["vehicleId"])], customers, start, end, start)


def _job(waves: Waves, number: int, skills: set[int]) -> dict[str, Any]:
    customer = waves.customers[number]
    place = {
        "location": {"index": waves.terms.network.row(number)},
        "duration": customer.service,
        "times": [[_moment(moment) for moment in waves.terms.windows[number]]],
    }
    job = {
        "id": str(number),
        "deliveries": [{"places": [place], "demand": [customer.boxes]}],
        "value": float(max(1, waves.terms.priorities[number])),
    }
    return job | ({"skills": {"allOf": sorted(map(str, skills))}} if skills else {})


def _types(vehicles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Vehicles that are alike, as one type: of those without a tour the solver tries just one."""
    alike: list[tuple[dict[str, Any], list[str]]] = []
    for number, terms in enumerate(vehicles):
        ids = next((ids for of_type, ids in alike if of_type == terms), None)
        if ids is None:
            alike.append((terms, ids := []))
        ids.append(str(number))
    return [{"typeId": ids[0], "vehicleIds": ids, **terms} for terms, ids in alike]


def _vehicle(waves: Waves, slot: Slot, skills: set[int], several: int) -> dict[str, Any]:
    rider, loading, network = slot.rider, slot.canteen.loading_seconds, waves.terms.network
    shift = {
        "start": {
            "earliest": _moment(slot.ready),
            "location": {"index": network.start(slot.canteen)},
        },
        "end": {"latest": _moment(slot.due), "location": {"index": network.end(slot.end)}},
    }
    return {
        "profile": {"matrix": rider.profile},
        "costs": {
            "fixed": float(fixed_cost(waves.problem, rider, several, slot.approach, loading)),
            "time": waves.problem.policy.paid_percent[rider.kind] / 100,
            "distance": 0.0,
        },
        "shifts": [shift],
        "capacity": [rider.boxes],
        "skills": sorted(map(str, skills)),
        "limits": {"maxDistance": float(waves.terms.onboard(slot))},
    }


def _matrix(waves: Waves, profile: str) -> dict[str, Any]:
    durations, clock = waves.terms.matrices(profile)
    return {
        "profile": profile,
        "travelTimes": durations.ravel().tolist(),
        "distances": clock.ravel().tolist(),
    }


def _moment(seconds: int) -> str:
    """As the format wants it; the date does not matter."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(moment: str) -> int:
    return round(datetime.fromisoformat(moment).timestamp())
