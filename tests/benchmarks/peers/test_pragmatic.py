"""What reinterpretcat's solver is told, and its tours read back."""

from __future__ import annotations

from benchmarks.peers.parts import parts_of
from benchmarks.peers.pragmatic import question, tours_of
from benchmarks.peers.waves import Waves
from optimizer.stop import Stop
from optimizer.strategies.pyvrp.tours import Tour
from tests.toys import OPEN, line, rider


def test_a_vehicle_is_a_rider_in_a_wave_limited_by_its_time_on_board():
    (part,) = parts_of(line(visits={"V1": {"tier": 3}}), Stop())
    waves = Waves(part, 0)
    slots = waves.slots(waves.everybody((OPEN + 3_600,)))
    told = question(waves, slots)["problem"]
    first, second = told["fleet"]["vehicles"]
    assert first["limits"] == {"maxDistance": 3_300.0}, "an hour without loading"
    assert first["costs"] == {"fixed": 3_900.0, "time": 1.0, "distance": 0.0}
    shifts = [vehicle["shifts"][0] for vehicle in (first, second)]
    assert shifts[0]["start"]["earliest"] == "1970-01-01T10:05:00Z"
    assert shifts[0]["end"]["latest"] == "1970-01-01T11:00:00Z"
    assert shifts[1]["start"]["earliest"] == "1970-01-01T11:05:00Z"
    assert [job["value"] for job in told["plan"]["jobs"]] == [5.0, 100.0, 100.0]


def test_riders_alike_are_vehicles_of_one_type_and_others_are_not():
    (part,) = parts_of(line(riders=(rider("R1"), rider("R2", boxes=20), rider("R3"))), Stop())
    waves = Waves(part, 0)
    slots = waves.slots(waves.everybody(()))
    told = question(waves, slots)["problem"]["fleet"]["vehicles"]
    crews = [[slots[int(name)].rider.id for name in of_type["vehicleIds"]] for of_type in told]
    assert crews == [["R1", "R3"], ["R2"]]
    assert [of_type["typeId"] for of_type in told] == ["0", "1"]
    assert [of_type["capacity"] for of_type in told] == [[10], [20]]


def test_its_tours_are_read_in_order_with_their_times():
    (part,) = parts_of(line(), Stop())
    waves = Waves(part, 0)
    slots = waves.slots(waves.everybody((OPEN + 3_600,)))

    def stop(moment, *activities):
        time = {"arrival": f"1970-01-01T{moment}Z", "departure": f"1970-01-01T{moment}Z"}
        return {"time": time, "activities": list(activities)}

    served = [{"type": "delivery", "jobId": number} for number in ("2", "0")]
    stops = [stop("10:05:00"), stop("10:07:00", *served), stop("10:20:00", {"type": "arrival"})]
    answer = {"tours": [{"vehicleId": "1", "stops": stops}]}
    assert list(tours_of(slots, answer)) == [
        Tour(slots[1], (2, 0), OPEN + 300, OPEN + 1_200, OPEN + 300)
    ]
