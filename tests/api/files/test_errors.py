"""All errors of a file come together: place, value and remedy, in both languages."""

import json
import re

import numpy as np
import pytest

from api.files import dump_plan, dump_problem, load_plan, load_problem, read_plan, read_problem
from api.files.texts import text
from optimizer.errors import InvalidPlan, InvalidProblem
from optimizer.plan import Plan
from optimizer.travel.geodesic import Geodesic, Profile
from tests import toys

BIKES = Geodesic({"ebike": Profile(speed_kmh=15)})


def document(**changes):
    """The toy problem with three visits as a JSON object, without travel times."""
    found = json.loads(dump_problem(toys.line())) | changes
    found.pop("travel") if "travel" not in changes else None
    return found


def issues(content, file=None):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(InvalidProblem) as caught:
        load_problem(raw, BIKES, file=file)
    return {issue.path: issue for issue in caught.value.issues}


def problems(content, file=None):
    return {path: issue.problem.en for path, issue in issues(content, file).items()}


def put(target, path, value):
    """``target`` with ``value`` at ``path``."""
    *parents, last = path
    place = target
    for part in parents:
        place = place[part]
    place[last] = value
    return target


STRUCTURE = [
    (("visits", 1, "window", 0), "37800", "visits[1].window[0]", "not_whole"),
    (("visits", 1, "window", 1), 43200.0, "visits[1].window[1]", "not_whole"),
    (("visits", 1, "window"), [1], "visits[1].window", "not_a_pair"),
    (("visits", 1, "window"), [1, 2, 3], "visits[1].window", "not_a_pair"),
    (("visits", 1, "window"), "10:30-12:00", "visits[1].window", "not_list"),
    (("visits", 1, "tier"), True, "visits[1].tier", "not_whole"),
    (("visits", 1, "tier"), None, "visits[1].tier", "not_whole"),
    (("visits", 1, "meals"), [], "visits[1].meals", "not_object"),
    (("visits", 1, "familiarity"), {"R1": "0.5"}, "visits[1].familiarity.R1", "not_number"),
    (("visits", 1, "skills"), "stairs", "visits[1].skills", "not_list"),
    (("visits", 1), 7, "visits[1]", "not_object"),
    (("visits",), {}, "visits", "not_list"),
    (("canteens", 0, "capacity"), float("nan"), "canteens[0].capacity", "not_finite"),
    (("canteens", 0, "capacity"), 10**30, "canteens[0].capacity", "number_too_large"),
    (("locations", 0, "lon"), float("inf"), "locations[0].lon", "not_finite"),
    (("locations", 0, "lon"), "121.4", "locations[0].lon", "not_number"),
    (("locations", 0, "id"), 5, "locations[0].id", "not_text"),
    (("date",), "2026-3-2", "date", "not_a_date"),
    (("date",), 20260302, "date", "not_a_date"),
    (("locks",), [{"kind": "pin"}], "locks[0]", "unknown_lock"),
    (("locks",), ["pin"], "locks[0]", "not_object"),
    (("policy", "late_percent"), 2.5, "policy.late_percent", "not_whole"),
    (("travel",), {"ebike": {"seconds": [[0]], "metres": [0]}}, "travel.ebike.metres[0]",
     "not_rows"),
    (("travel",), {"ebike": {"seconds": 0, "metres": [[0]]}}, "travel.ebike.seconds", "not_rows"),
    (("travel",), {"ebike": {"seconds": [[0, -1], [0, 0]], "metres": [[0]]}},
     "travel.ebike.seconds[0][1]", "not_distance"),
    (("travel",), {"ebike": {"seconds": [[True]], "metres": [[0]]}},
     "travel.ebike.seconds[0][0]", "not_distance"),
    (("travel",), {"ebike": {"seconds": [[2**31]], "metres": [[0]]}},
     "travel.ebike.seconds[0][0]", "not_distance"),
    (("travel",), {"ebike": []}, "travel.ebike", "not_object"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "place", "key"), STRUCTURE)
def test_one_broken_value_is_one_issue(path, value, place, key):
    found = issues(put(document(), path, value))
    assert list(found) == [place]
    assert found[place].problem == text(key)
    assert found[place].remedy == text(f"{key}_remedy")
    assert repr(found[place].value) in repr(value), "the value that stands there"


def test_stop_that_is_relaxed_by_word():
    stop = {"visit": "V1", "arrive": 0, "start": 0, "end": 0, "onboard": 0, "relaxed": "yes"}
    trip = {"canteen": "C1", "load_start": 0, "depart": 0, "return": 0, "stops": [stop]}
    found = problems(put(document(), ("riders", 0, "frozen"), [trip]))
    place = "riders[0].frozen[0].stops[0].relaxed"
    assert found == {place: text("not_true_or_false").en}


def test_row_of_another_length():
    matrices = {"seconds": [[0, 1], [2]], "metres": [[0]]}
    found = problems(document(travel={"ebike": matrices}))
    assert found == {"travel.ebike.seconds[1]": text("not_square", found=1, size=2).en}


def test_matrix_of_another_size_than_the_locations():
    found = issues(document(travel={"ebike": {"seconds": [[0]], "metres": [[0]]}}))
    assert set(found) == {"travel.ebike.seconds", "travel.ebike.metres"}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("date",), "date"),
        (("visits",), "visits"),
        (("visits", 1, "location"), "visits[1].location"),
        (("riders", 0, "id"), "riders[0].id"),
        (("version",), "version"),
    ],
)
def test_missing_key(path, place):
    target = document()
    *parents, last = path
    inside = target
    for part in parents:
        inside = inside[part]
    del inside[last]
    assert problems(target) == {place: text("missing_key", key=last).en}


@pytest.mark.parametrize(
    ("path", "guess"),
    [
        (("visits", 0, "service_secconds"), "service_seconds"),
        (("riders", 0, "Boxes"), "boxes"),
        (("lock",), "locks"),
        (("policy", "emergancy"), "emergency"),
        (("canteens", 0, "capacity_by_diets"), "capacity_by_diet"),
    ],
)
def test_unknown_key_with_the_nearest_known_one(path, guess):
    (found,) = issues(put(document(), path, 1)).values()
    assert found.problem == text("unknown_key_guess", guess=guess)
    assert found.value == 1


def test_unknown_key_far_from_all():
    (found,) = issues(put(document(), ("canteens", 0, "xyz"), 1)).values()
    assert "loading_bays" in found.problem.zh


def test_guess_inside_a_lock_and_a_previous_plan():
    trip = {"canteen": "C1", "load_start": 0, "depart": 0, "returns": 0, "stops": []}
    previous = {"riders": [{"rider": "R1", "start": 0, "end": 0, "trips": [trip]}], "unserved": []}
    found = problems(
        document(locks=[{"kind": "never", "visits": [], "ridr": "R1"}], previous=previous)
    )
    assert found["locks[0].ridr"] == text("unknown_key_guess", guess="rider").en
    assert found["previous.riders[0].trips[0].returns"].endswith("return is meant")
    assert found["previous.riders[0].trips[0].return"] == text("missing_key", key="return").en


def test_keys_of_tiers_are_whole_numbers():
    found = problems(put(document(), ("policy", "unserved_by_tier", "01"), 5))
    assert found == {"policy.unserved_by_tier.01": text("key_not_whole").en}


def test_wrong_version_is_the_only_complaint():
    found = problems(put(document(version=2), ("visits", 0, "tier"), "x"))
    assert found == {"version": text("wrong_version").en}
    assert problems(document(version=True)) == {"version": text("wrong_version").en}


def test_structure_and_contradictions_together():
    target = document(locks=[{"kind": "rider", "visit": "V7", "rider": "R1"}])
    put(target, ("visits", 0, "window"), [43_200, 37_800])
    put(target, ("visits", 1, "meals"), {"regular": "1"})
    put(target, ("visits", 2, "location"), "nowhere")
    put(target, ("locations", 3, "lat"), 121.4)
    assert set(issues(target)) == {
        "visits[1].meals.regular",
        "visits[0].window",
        "visits[2].location",
        "locations[3]",
        "locks[0].visit",
    }


def test_reference_to_a_broken_entry_is_no_error():
    target = document(locks=[{"kind": "rider", "visit": "V2", "rider": "R1"}])
    put(target, ("visits", 1, "tier"), "1")
    put(target, ("canteens", 0, "capacity"), None)
    put(target, ("locations", 1, "lon"), None)
    assert set(issues(target)) == {
        "visits[1].tier",
        "canteens[0].capacity",
        "locations[1].lon",
    }


def test_reference_into_a_list_that_lacks_an_id_is_no_error():
    target = document()
    del target["locations"][2]["id"]
    assert set(issues(target)) == {"locations[2].id"}


def test_matrices_are_not_blamed_for_missing_locations():
    target = json.loads(dump_problem(toys.line())) | {"locations": None}
    assert set(issues(target)) == {"locations"}


def test_other_profiles_matrices_stand_though_one_is_broken():
    small = {"seconds": [[0]], "metres": [[0]]}
    target = document(travel={"ebike": {"npz": 1}, "foot": small})
    assert set(issues(target)) == {
        "travel.ebike.npz",
        "travel.foot.seconds",
        "travel.foot.metres",
    }


def test_entry_without_a_usable_id_among_others():
    target = put(document(), ("riders",), [7, *document()["riders"]])
    assert set(issues(target)) == {"riders[0]"}


def test_what_leans_on_a_broken_policy_is_no_error():
    target = put(document(), ("policy", "unserved_by_tier", "7"), "many")
    put(target, ("visits", 0, "tier"), 7)
    assert set(issues(target)) == {"policy.unserved_by_tier.7"}


def test_everything_missing():
    assert set(issues({"version": 1})) == {"date", "locations", "canteens", "riders", "visits"}


def test_repeated_key_next_to_another_error():
    raw = json.dumps(put(document(), ("visits", 2, "tier"), None))
    raw = raw.replace('"id": "V1"', '"id": "V1", "id": "V5"')
    found = issues(raw.encode())
    assert set(found) == {"visits[0].id", "visits[2].tier"}
    assert found["visits[0].id"].value == "V5"
    assert found["visits[0].id"].problem == text("repeated_key")


@pytest.mark.parametrize(
    ("raw", "key", "values"),
    [
        (b'{"version": 1,\n "date": }', "not_json", {"line": 2, "column": 10}),
        (b"", "not_json", {"line": 1, "column": 1}),
        (b'{"version": 1, "sitting": "\xd6\xd0"}', "not_utf8", {"at": 27}),
        (b"[" * 100 + b"]" * 100, "too_deep", {}),
        (b"[" * 100_000, "too_deep", {}),
        (b'{"now": ' + b"9" * 5_000 + b"}", "too_many_digits", {}),
        (b'{"sitting": "\\ud83c", "now": 1}', "half_character", {}),
        (b"[1]", "not_object", {}),
        (b"null", "not_object", {}),
    ],
)
def test_no_file_of_ours(raw, key, values):
    (found,) = issues(raw).values()
    assert found.problem.en.startswith(text(key, detail="", **values).en.removesuffix(" ()"))


def test_profile_without_travel_times():
    found = issues(put(document(), ("riders", 0, "profile"), "horse"))
    assert list(found) == ["riders[0].profile"]
    assert found["riders[0].profile"].problem == text("unknown_profile", known="ebike")


def test_swapped_coordinates_are_reported_though_travel_cannot_be_computed():
    found = problems(put(document(), ("locations", 0), {"id": "p0", "lon": 31.2, "lat": 121.4}))
    assert list(found) == ["locations[0]"]


class TestMatricesBeside:
    """An npz file lies in the problem's folder, with the right arrays."""

    def found(self, folder, name):
        folder.mkdir(exist_ok=True)
        content = document(travel={"ebike": {"npz": name}})
        return problems(content, file=folder / "problem.json")

    def test_missing(self, tmp_path):
        expected = text("npz_missing", folder=tmp_path.resolve()).en
        assert self.found(tmp_path, "travel.npz") == {"travel.ebike.npz": expected}

    @pytest.mark.parametrize("name", ["../travel.npz", "/travel.npz", "link.npz"])
    def test_outside(self, tmp_path, name):
        np.savez(tmp_path / "travel.npz", seconds=np.zeros(1), metres=np.zeros(1))
        (tmp_path / "inner").mkdir()
        (tmp_path / "inner" / "link.npz").symlink_to(tmp_path / "travel.npz")
        (complaint,) = self.found(tmp_path / "inner", name).values()
        assert "outside" in complaint

    def test_wrong_numbers(self, tmp_path):
        square = np.zeros((4, 4))
        np.savez(tmp_path / "travel.npz", seconds=square, metres=square.astype(np.int32))
        expected = text("npz_dtype", found="float64, int32").en
        assert self.found(tmp_path, "travel.npz") == {"travel.ebike.npz": expected}

    @pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
    def test_no_archive(self, tmp_path, content):
        (tmp_path / "travel.npz").write_bytes(content)
        assert self.found(tmp_path, "travel.npz") == {"travel.ebike.npz": text("npz_unreadable").en}

    def test_array_missing(self, tmp_path):
        np.savez(tmp_path / "travel.npz", seconds=np.zeros((4, 4), np.int32))
        assert self.found(tmp_path, "travel.npz") == {"travel.ebike.npz": text("npz_unreadable").en}

    def test_single_array(self, tmp_path):
        np.save(tmp_path / "travel.npy", np.zeros((4, 4), np.int32))
        assert self.found(tmp_path, "travel.npy") == {"travel.ebike.npz": text("npz_unreadable").en}

    def test_of_bytes(self):
        found = problems(document(travel={"ebike": {"npz": "travel.npz"}}))
        assert found == {"travel.ebike.npz": text("npz_without_folder").en}


def test_large_inline_matrix_in_a_file(tmp_path):
    places = [{"id": f"p{k}", "lon": 121.4, "lat": 31.2} for k in range(1_001)]
    matrices = {"seconds": [[0]], "metres": [[0]]}
    found = problems(
        document(locations=places, travel={"ebike": matrices}), file=tmp_path / "problem.json"
    )
    assert found == {"travel.ebike": text("inline_too_large", most=1_000).en}


class TestPlan:
    """Plans are refused in the same words."""

    def found(self, content):
        with pytest.raises(InvalidPlan) as caught:
            load_plan(json.dumps(content).encode())
        return {issue.path: issue.problem.en for issue in caught.value.issues}

    def test_all_at_once(self):
        plan = json.loads(dump_plan(Plan(riders=(), unserved=())))
        plan["unserved"] = [
            {"visit": 1, "tier": "1", "reasons": [{"code": "BOXES", "params": {"boxes": 1.5}}]}
        ]
        plan |= {"kpis": {"riders": "7"}, "cost": {"total": 1.0}, "extra": 0}
        assert self.found(plan) == {
            "unserved[0].visit": text("not_text").en,
            "unserved[0].tier": text("not_whole").en,
            "unserved[0].reasons[0].params.boxes": text("not_number_or_text").en,
            "cost.total": text("not_whole").en,
            "kpis.riders": text("not_number").en,
            "extra": text("unknown_key", known="cost, kpis, riders, solver, unserved, version").en,
        }

    def test_not_finite(self):
        plan = {"version": 1, "riders": [], "unserved": [], "kpis": {"hours": float("nan")}}
        assert self.found(plan) == {"kpis.hours": text("not_finite").en}


@pytest.mark.parametrize(
    ("read", "error"), [(read_problem, InvalidProblem), (read_plan, InvalidPlan)]
)
def test_no_file(read, error, tmp_path):
    with pytest.raises(error, match="no such file") as caught:
        read(tmp_path / "nothing.json")
    assert caught.value.issues[0].value == str(tmp_path / "nothing.json")
    with pytest.raises(error, match="not a folder"):
        read(tmp_path)


def test_texts_say_the_same_in_both_languages():
    for key in text:
        zh, en = text.raw(key)
        assert set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en)), key
        assert key.endswith("_remedy") or f"{key}_remedy" in text


def test_lock_without_its_kind():
    found = problems(document(locks=[{"visit": "V1", "rider": "R1"}]))
    assert found == {"locks[0].kind": text("missing_key", key="kind").en}
