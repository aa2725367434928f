"""A plan changed through the page's forms, over real HTTP: done, told, or refused with reasons."""

import re
from urllib.parse import urlencode

import pytest

from api.app import create_app
from api.db import Database
from api.plans import service
from api.plans.records import Status
from optimizer.locks import NotBefore, RiderLock, TripLock
from tests import riding
from tests.rosters import MONDAY
from tests.serving import serving
from tests.systems import settings_in

OWN = {"Sec-Fetch-Site": "same-origin"}
SIGNED = {"by": "王店长", "why": "电梯停运"}
DAY = f"/?date={MONDAY}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The data folder of a street of four visits."""
    folder = tmp_path_factory.mktemp("changed")
    with riding.with_riders(folder):
        return folder


@pytest.fixture(scope="module")
def client(folder):
    with serving(create_app(settings_in(folder))) as client:
        yield client


@pytest.fixture
def database(folder):
    opened = Database(settings_in(folder))
    yield opened
    opened.close()


@pytest.fixture
def planned(database):
    """A version that was planned anew for each test."""
    with database.session() as session:
        return riding.draft(session, MONDAY)


def newest(database):
    with database.reading() as session:
        return service.latest(session, MONDAY, "lunch")


def rider_of(version):
    return next(day for day in version.plan.riders if day.trips)


def first_of(version):
    return rider_of(version).trips[0].stops[0].visit


def post(client, version, act, /, **form):
    path = f"/versions/{version.id}/{act}"
    return client.post(path, data=SIGNED | form, headers=OWN)


def places_of(page):
    return [value.replace("&amp;", "&") for value in re.findall(r'name="to" value="([^"]+)"', page)]


def test_a_visit_says_where_it_is_served_and_offers_places(client, planned):
    page = client.get(f"/versions/{planned.id}/visits/{first_of(planned)}").text
    assert "第 1 趟第 1 站" in page
    assert "现在就在这里" in page
    assert places_of(page)


def test_put_here_puts_an_unserved_visit_there(client, database, planned):
    visit = first_of(planned)
    assert post(client, planned, f"visits/{visit}/remove").status_code == 303
    taken_off = newest(database)
    page = client.get(f"/versions/{taken_off.id}/visits/{visit}").text
    assert "不用改条件" in page
    done = post(client, taken_off, f"visits/{visit}/put", to=places_of(page)[0], back="day")
    assert done.headers["location"] == f"{DAY}&done=put"
    assert visit in newest(database).plan.served()


@pytest.mark.parametrize("served", [True, False])
def test_every_place_that_is_offered_can_be_taken(client, database, planned, served):
    visit, version = first_of(planned), planned
    if not served:
        post(client, version, f"visits/{visit}/remove")
        version = newest(database)
    offered = places_of(client.get(f"/versions/{version.id}/visits/{visit}").text)
    for to in offered:
        done = post(client, newest(database), f"visits/{visit}/put", to=to)
        assert done.status_code == 303, done.text
        client.post(f"/versions/{newest(database).id}/undo", data=SIGNED, headers=OWN)
    assert len(offered) > 1


def test_move_wherever_it_costs_least_or_to_a_new_trip(client, database, planned):
    visit, rider = first_of(planned), rider_of(planned).rider
    other = "R2" if rider == "R1" else "R1"
    to = urlencode({"rider": other, "trip": "new"})
    assert post(client, planned, f"visits/{visit}/move", to=to).status_code == 303
    moved = newest(database)
    (trip,) = next(day for day in moved.plan.riders if day.rider == other).trips
    assert [stop.visit for stop in trip.stops] == [visit]
    assert post(client, moved, f"visits/{visit}/move", to="").status_code == 303


def test_a_broken_rule_is_told_with_names_and_remedy_and_nothing_is_stored(
    client, database, planned
):
    to = urlencode({"rider": "R3", "trip": "new", "canteen": "C1"})
    refused = post(client, planned, f"visits/{first_of(planned)}/move", to=to)
    assert refused.status_code == 422
    assert "这样改不行" in refused.text
    assert "骑手R3" in refused.text
    assert newest(database).id == planned.id


def test_locks_come_and_go(client, database, planned):
    visit, rider = first_of(planned), rider_of(planned).rider
    for kind, lock in (
        ("rider", RiderLock(visit=visit, rider=rider)),
        ("trip", TripLock(visit=visit, rider=rider, trip=0)),
        ("not_before", NotBefore(visit=visit, seconds=36_000)),
    ):
        done = post(client, newest(database), f"visits/{visit}/lock", kind=kind, at="10:00")
        assert done.status_code == 303, done.text
        assert newest(database).problem.locks[-1] == lock
    page = client.get(f"/versions/{newest(database).id}/visits/{visit}").text
    assert page.count("🔒") == 3
    post(client, newest(database), f"visits/{visit}/unlock", lock="0")
    assert len(newest(database).problem.locks) == 2


@pytest.mark.parametrize(
    ("act", "form", "told"),
    [
        ("move", {"by": ""}, "没有写经办人"),
        ("remove", {"why": ""}, "没有写原因"),
        ("put", {"to": "rider=R9&trip=x"}, "to"),
        ("lock", {"kind": "not_before", "at": "25:00"}, "“25:00”不是时间"),
        ("unlock", {"lock": "7"}, "8"),
    ],
)
def test_what_is_wrong_with_a_form_is_told_on_the_page(client, planned, act, form, told):
    refused = post(client, planned, f"visits/{first_of(planned)}/{act}", **form)
    assert refused.status_code in {404, 422}
    assert told in refused.text
    assert "怎么办" in refused.text


def test_a_page_out_of_date_is_told_and_overwrites_nothing(client, database, planned):
    visit = first_of(planned)
    post(client, planned, f"visits/{visit}/remove")
    after = newest(database)
    late = post(client, planned, f"visits/{visit}/lock", kind="rider")
    assert late.status_code == 409
    assert f"第 {after.number} 版" in late.text
    for act in ("undo", "publish", "absent"):
        stale = post(client, planned, act, rider="R1")
        assert stale.status_code == 409
        assert f"第 {after.number} 版" in stale.text
    assert newest(database).id == after.id


def test_undo_and_redo_say_what_they_take_back(client, database, planned):
    visit = first_of(planned)
    post(client, planned, f"visits/{visit}/remove")
    assert "撤销：手改：撤下（花溪路1弄）" in client.get(DAY).text
    done = client.post(f"/versions/{newest(database).id}/undo", data=SIGNED, headers=OWN)
    assert done.headers["location"] == f"{DAY}&done=plan_undo"
    assert newest(database).plan == planned.plan
    assert "重做：手改：撤下（花溪路1弄）" in client.get(DAY).text
    client.post(f"/versions/{newest(database).id}/redo", data=SIGNED, headers=OWN)
    assert visit not in newest(database).plan.served()
    listed = client.get(f"/versions?date={MONDAY}").text
    assert f"重做第 {planned.number + 1} 版" in listed
    assert "王店长" in listed


def test_what_happened_is_planned_again_and_shown_before_it_is_accepted(client, database, planned):
    rider = rider_of(planned).rider
    rows = {"rider0": rider, "what0": "absent", "canteen0": "C2", "how0": "short", "meals0": "50"}
    done = post(client, planned, "happened", at="09:40", **rows)
    made = newest(database)
    assert done.headers["location"] == f"/versions/{made.id}/changes?done=replan"
    assert made.status is Status.DRAFT
    assert made.plan.served() == planned.plan.served()
    page = client.get(done.headers["location"]).text
    assert f"09:40 起重排：骑手{rider}请假，食堂C2只有 50 份" in page
    assert "换骑手" in page
    assert "收回第 1 趟的旧单" in page
    client.post(f"/versions/{made.id}/undo", data=SIGNED, headers=OWN)
    assert newest(database).plan == planned.plan


def test_a_lock_to_somebody_who_is_gone_is_named(client, database, planned):
    visit, rider = first_of(planned), rider_of(planned).rider
    post(client, planned, f"visits/{visit}/lock", kind="rider")
    with database.session() as session:
        riding.publish(session, newest(database))
    done = post(client, newest(database), "absent", rider=rider)
    page = client.get(done.headers["location"]).text
    assert "不再有效的锁定" in page
    assert visit in newest(database).plan.served()


def test_a_moment_that_cannot_be_is_told_by_the_clock(client, planned):
    late = {"rider0": "R1", "what0": "late", "until0": "09:00"}
    assert "32400" not in post(client, planned, "happened", at="09:40", **late).text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "还没有写出了什么事"),
        ({"rider0": "R1", "what0": "late", "until0": ""}, "不是时间"),
        ({"canteen0": "C1", "how0": "short", "meals0": "x"}, "不是份数"),
        ({"rider0": "R1", "what0": "late", "until0": "09:00"}, "迟到的时间已经过去"),
        ({"rider0": "R9", "what0": "absent"}, "R9"),
    ],
)
def test_what_cannot_have_happened_is_told_and_kept_to_correct(client, planned, form, told):
    refused = post(client, planned, "happened", at="09:40", **form)
    assert refused.status_code == 422
    assert told in refused.text
    assert 'value="电梯停运"' in refused.text


@pytest.mark.usefixtures("planned")
def test_one_canteen_alone_stays_chosen_in_this_browser(client):
    rows = r'<tr data-rider="[A-Z]+"'
    assert re.findall(rows, client.get(f"{DAY}&canteen=").text)
    assert not re.findall(rows, client.get(f"{DAY}&canteen=C2").text)
    shown = client.get(DAY).text
    assert '<option value="C2" selected>' in shown
    assert not re.findall(rows, shown)
    assert re.findall(rows, client.get(f"{DAY}&canteen=").text)


def test_misses_are_counted_by_id_and_lead_to_the_file(client, database, planned):
    visit = first_of(planned)
    post(client, planned, f"visits/{visit}/remove")
    with database.session() as session:
        riding.publish(session, newest(database))
    page = client.get(f"/misses?first={MONDAY}&last={MONDAY}").text
    assert "<b>E1</b>" in page
    assert "老人E1" not in page
    file = re.search(r'href="(/v1/misses/csv[^"]+)"', page)
    assert file
    assert client.get(file[1].replace("&amp;", "&")).status_code == 200


def test_whoever_loses_a_meal_is_settled_before_anybody_can_accept(client, database, planned):
    """Nobody can come; the cases stand on the page of changes, and lead back there.

    The last test: whoever is absent once this is accepted is absent for all that follow.
    """
    with database.session() as session:
        riding.publish(session, planned)
    rows = {f"rider{k}": f"R{k + 1}" for k in range(3)} | {f"what{k}": "absent" for k in range(3)}
    done = post(client, newest(database), "happened", at="09:40", **rows)
    made = newest(database)
    page = client.get(done.headers["location"]).text
    assert re.search(r"<button[^>]*disabled[^>]*>✓ 接受并发布", page)
    assert "不再配送" in page
    for left in made.plan.unserved:
        agreed = post(
            client, made, "hand-overs", visit=left.visit, kind="acknowledged", back="changes"
        )
        assert agreed.headers["location"].startswith(f"/versions/{made.id}/changes")
    wrong = post(
        client, made, "hand-overs", visit=made.plan.unserved[0].visit, kind="call", back="changes"
    )
    assert wrong.status_code == 422
    assert "变动：" in wrong.text
    assert post(client, made, "publish").status_code == 303
    sheets = client.get(f"/sheets/{MONDAY}/riders?changed=1").text
    assert "请收回这些旧单" in sheets
    assert "没有要重新打印的单子" in client.get(f"/sheets/{MONDAY}/kitchen?changed=1").text
