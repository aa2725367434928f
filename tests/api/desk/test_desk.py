"""A version on the desk is whole again, and the next edit finds it there."""

from dataclasses import replace

import numpy as np
import pytest

from api.desk import Desk
from api.plans import service
from optimizer.checker import check
from optimizer.edits import Edited, Remove
from optimizer.travel.geodesic import Geodesic, Profile
from tests.days import migrated, small_day, small_plan
from tests.rosters import TRAVEL

pytestmark = pytest.mark.usefixtures("system")

SLOW = Geodesic({"ebike": Profile(speed_kmh=12, detour=1.35)})


class Counting:
    """Travel times that count how often they are asked."""

    def __init__(self, source=TRAVEL):
        self.source, self.asked, self.speeds = source, 0, []

    def at(self, speed):
        self.speeds.append(speed)
        return self

    def matrix(self, locations, profile):
        self.asked += 1
        return self.source.matrix(locations, profile)

    def identity(self, profile):
        return self.source.identity(profile)


@pytest.fixture
def version(tmp_path):
    day = small_day()
    with migrated(tmp_path) as database, database.session() as session:
        return service.store(session, day, small_plan(day))


def test_a_version_is_whole_again(version):
    taken = Desk(Counting().at).take(version)
    travel = taken.editor.problem.travel["ebike"]
    whole = TRAVEL.matrix(version.problem.locations, "ebike")
    assert np.array_equal(travel.seconds, whole.seconds)
    assert not taken.retimed
    assert taken.editor.plan == version.plan


def test_what_is_on_the_desk_is_not_fetched_again(version):
    source = Counting()
    desk = Desk(source.at)
    first = desk.take(version)
    assert desk.take(version) is first
    assert source.asked == 1
    assert source.speeds == [version.origin.day_speed]


def test_what_was_just_made_is_there_for_the_next_edit(version):
    source = Counting()
    desk = Desk(source.at)
    served = next(iter(version.plan.served()))
    edited = desk.take(version).editor.apply(Remove(visit=served))
    assert isinstance(edited, Edited)
    made = replace(version, id=version.id + 1)
    desk.put(made, edited.editor)
    assert desk.take(made).editor is edited.editor
    assert source.asked == 1


def test_another_version_of_the_same_id_is_another_one(version):
    """A transaction may fail after the desk has taken its version, and the id comes again."""
    desk = Desk(Counting().at)
    desk.take(version)
    later = replace(version, created=version.created.replace(year=2030))
    assert desk.take(later) is not desk.take(version)


def test_no_more_is_kept_than_there_is_room_for(version):
    source = Counting()
    desk = Desk(source.at, room=1)
    other = replace(version, id=version.id + 1)
    for one in (version, other, version):
        desk.take(one)
    assert source.asked == 3


def test_versions_of_one_day_share_their_room(version):
    desk = Desk(Counting().at, room=100_000)
    editor = desk.take(version).editor
    for number in range(1, 4):
        desk.put(replace(version, id=version.id + number), editor)
    assert desk.take(version).editor is editor


def test_changed_roads_are_said_and_the_plan_is_timed_anew(version):
    taken = Desk(Counting(SLOW).at).take(version)
    assert taken.retimed
    problem, plan = taken.editor.problem, taken.editor.plan
    assert not check(problem, plan).violations
    assert plan.served() == version.plan.served()
    first, before = plan.riders[0].trips[0], version.plan.riders[0].trips[0]
    assert [stop.visit for stop in first.stops] == [stop.visit for stop in before.stops]
    assert first.returns - first.depart > before.returns - before.depart
