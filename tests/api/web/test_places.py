"""The page of addresses without a place: who waits, what a pasted place means, who is told."""

import re
from html.parser import HTMLParser

import pytest

from api.app import create_app
from api.db import Database
from api.places import repository, service
from api.places.records import Status
from api.web.place_sketch import HEIGHT, WIDTH, sketch
from optimizer.travel.datum import Gcj02, Wgs84
from tests.api.places.known import there
from tests.days import migrated, save_roster, small_day, small_plan, small_roster
from tests.serving import serving
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

OWN = {"Sec-Fetch-Site": "same-origin"}
ADDRESS = "花溪路100弄9号"
FAR = "枫林路5号"
HERE = Wgs84(121.4105, 31.2432)


@pytest.fixture
def folder(tmp_path):
    """The small roster with a draft, and two addresses that wait for three people."""
    from api.plans import service as plans

    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, small_roster())
        day = small_day()
        plans.store(session, day, small_plan(day))
        service.take_over(session, placed=[], estimates={}, unplaced=[ADDRESS, FAR, FAR])
    return tmp_path


@pytest.fixture
def client(folder):
    with serving(create_app(settings_in(folder))) as client:
        yield client


def read(folder, ask):
    database = Database(settings_in(folder))
    try:
        with database.reading() as session:
            return ask(session)
    finally:
        database.close()


def waiting(folder):
    return [entry.address for entry in read(folder, repository.queue)]


def place(client, address=ADDRESS, path="fix", headers=OWN, **changes):
    point = HERE.to(Gcj02)
    form = {"address": address, "at": f"{point.lat},{point.lon}", "datum": "gcj02", "by": "经理甲"}
    return client.post(f"/places/{path}", data=form | changes, headers=headers)


class Unlabelled(HTMLParser):
    """Names of inputs that stand in no label."""

    def __init__(self, html):
        super().__init__()
        self.inside, self.names = 0, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.inside += tag == "label"
        if tag in ("input", "select") and values.get("type") != "hidden" and not self.inside:
            self.names.append(values.get("name"))

    def handle_endtag(self, tag):
        self.inside -= tag == "label"


def test_who_waits_is_shown_with_what_is_known_around(client):
    page = client.get("/places").text
    assert "2 个地址，3 位老人在等" in page
    assert ADDRESS in page
    assert "同弄其他楼的中心" in page
    assert "花溪路100弄1号" in page
    assert page.count('<svg class="sketch"') == 1, "nothing is known around the other"
    assert not Unlabelled(page).names
    assert not re.search(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=", page)


def test_the_day_says_that_somebody_waits(client):
    for path in ("/?date=2026-03-02", "/?date=2026-03-05"):
        page = client.get(path).text
        assert "还有 2 个地址、3 位老人没有位置" in page
        assert 'href="/places"' in page


def test_the_day_is_silent_when_nobody_waits(client, folder):
    for address in (ADDRESS, FAR):
        place(client, address, "drop")
    assert waiting(folder) == []
    assert "没有位置" not in client.get("/?date=2026-03-02").text
    assert "没有待定位的地址" in client.get("/places").text


def test_a_pasted_place_is_recorded_in_its_datum(client, folder):
    answer = place(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/places?done=placed")
    page = client.get(answer.headers["location"]).text
    assert "已记下位置" in page
    assert "人工填写" in page
    assert waiting(folder) == [FAR]
    kept = read(folder, lambda session: repository.place(session, ADDRESS))
    assert kept.datum == "gcj02"
    assert kept.found.point.metres_to(HERE) < 0.01
    entry = read(folder, lambda session: repository.queued(session, ADDRESS))
    assert (entry.status, entry.closed_by) == (Status.FIXED, "经理甲")


def test_a_doubtful_place_is_shown_and_asks_again(client, folder):
    answer = place(client, datum="wgs84")
    assert answer.status_code == 422
    assert "坐标系可能选错了" in answer.text
    assert "GCJ-02" in answer.text
    assert re.search(r'name="anyway"', answer.text)
    assert "经理甲" in answer.text
    assert set(waiting(folder)) == {FAR, ADDRESS}
    assert place(client, datum="wgs84", anyway="1").status_code == 303
    assert waiting(folder) == [FAR]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"at": "<b>hier</b>"}, "不是中国境内的经纬度"),
        ({"at": "2.35,48.85"}, "不是中国境内的经纬度"),
        ({"by": " "}, "没有写明谁填写"),
        ({"datum": "xian80"}, "datum"),
    ],
)
def test_mistakes_are_shown_where_they_were_made(client, folder, changes, complaint):
    answer = place(client, **changes)
    assert answer.status_code == 422
    assert complaint in answer.text
    assert "<b>hier" not in answer.text
    assert len(waiting(folder)) == 2


def test_a_candidate_is_taken_by_its_button(client, folder):
    (candidate,) = read(folder, lambda session: repository.queued(session, ADDRESS)).candidates
    use = f"{candidate.point.lon:.6f},{candidate.point.lat:.6f}"
    assert f'value="{use}"' in client.get("/places").text
    assert place(client, at="", use=use).status_code == 303
    kept = read(folder, lambda session: repository.place(session, ADDRESS))
    assert kept.datum == "wgs84"
    assert kept.found.point.metres_to(candidate.point) < 0.2


def test_taking_one_off(client, folder):
    answer = place(client, path="drop", at="")
    assert answer.headers["location"] == "/places?done=dropped"
    assert waiting(folder) == [FAR]
    again = place(client, path="drop")
    assert again.status_code == 404
    assert "没有“花溪路100弄9号”" in again.text


@pytest.mark.parametrize("path", ["fix", "drop"])
def test_forms_of_other_sites_do_nothing(client, folder, path):
    answer = place(client, path=path, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert len(waiting(folder)) == 2


def test_the_address_of_a_form_leads_back(client):
    answer = client.get("/places/fix")
    assert (answer.status_code, answer.headers["location"]) == (303, "/places")


def test_no_address_or_place_is_in_an_address_of_a_page(client):
    answer = place(client)
    assert "花溪" not in answer.headers["location"]
    assert "121" not in answer.headers["location"]


def test_a_sketch_shows_all_within_its_frame():
    known = {f"花溪路{k}号": Wgs84(121.40 + k / 1_000, 31.24) for k in range(5)}
    drawn = there(sketch(known, [HERE]))
    spots = (*drawn.known, *drawn.places)
    assert len(spots) == 6
    assert all(0 < spot.x < WIDTH and 0 < spot.y < HEIGHT for spot in spots)
    assert drawn.bar_label == "200 m"


def test_names_that_would_hide_one_another_are_left_out():
    known = {f"花溪路100弄{k}号": Wgs84(121.40 + k / 100_000, 31.24) for k in range(5)}
    drawn = there(sketch(known, [Wgs84(121.42, 31.25)]))
    assert [spot.label for spot in drawn.known] == ["花溪路100弄0号", "", "", "", ""]


def test_nothing_known_is_no_sketch():
    assert sketch({}, []) is None
