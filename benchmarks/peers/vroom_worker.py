"""VROOM in a process of its own: one question a line, see ``benchmarks.peers.vroom``."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import vroom

from benchmarks.peers.worker import serve


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Routes found: by number of the vehicle, the jobs in order and when it departs.

    ``level`` is VROOM's exploration level, ``seconds`` its limit or None.
    """
    model = vroom.Input()
    for name, (durations, distances) in question["matrices"].items():
        model.set_durations_matrix(name, np.array(durations))
        model.set_distances_matrix(name, np.array(distances))
    model.add_job([_job(number, job) for number, job in enumerate(question["jobs"])])
    model.add_vehicle([_vehicle(number, one) for number, one in enumerate(question["vehicles"])])
    seconds = question["seconds"]
    limit = None if seconds is None else timedelta(seconds=seconds)
    found = model.solve(question["level"], nb_threads=1, timeout=limit).routes
    routes: dict[int, dict[str, Any]] = {}
    for vehicle, kind, arrival, job in zip(
        found["vehicle_id"], found["type"], found["arrival"], found.get("id", ()), strict=False
    ):
        route = routes.setdefault(int(vehicle), {"jobs": [], "start": int(arrival), "end": 0})
        route["end"] = int(arrival)
        if kind == "job":
            route["jobs"].append(int(job))
    return {"routes": {str(vehicle): route for vehicle, route in routes.items()}}


def _job(number: int, job: dict[str, Any]) -> vroom.Job:
    return vroom.Job(
        number,
        location=job["row"],
        default_service=job["service"],
        delivery=[job["boxes"]],
        skills=set(job["skills"]),
        priority=job["priority"],
        time_windows=[vroom.TimeWindow(*job["window"])],
    )


def _vehicle(number: int, one: dict[str, Any]) -> vroom.Vehicle:
    steps = [vroom.VehicleStepSingle(job) for job in one["begun"]]
    return vroom.Vehicle(
        number,
        start=one["start"],
        end=one["end"],
        profile=one["profile"],
        capacity=[one["boxes"]],
        skills=set(one["skills"]),
        time_window=(one["ready"], one["due"]),
        costs=vroom.VehicleCosts(fixed=one["fixed"], per_hour=one["per_hour"]),
        max_distance=one["onboard"],
        steps=[vroom.VehicleStepStart(), *steps, vroom.VehicleStepEnd()] if steps else [],
    )


if __name__ == "__main__":
    serve(answer)
