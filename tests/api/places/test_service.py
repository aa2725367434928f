"""Nobody is forgotten: what an import cannot place waits, by hand or geocoder it is settled."""

import pytest

from api.errors import NotFound, Unusable
from api.places import repository, service
from api.places.finder import Found, Level
from api.places.geocoding import Answer
from api.places.records import Status, Why
from api.roster import repository as records
from api.roster import service as rosters
from api.roster.workbook import read
from optimizer.travel.datum import Gcj02, Wgs84
from tests.api.places.known import there
from tests.api.roster.books import book, codes, resident_row, saved, small
from tests.days import migrated

pytestmark = pytest.mark.usefixtures("system")

HOME = Wgs84(121.403, 31.246)
NEAR = Wgs84(121.4035, 31.2462)
ADDRESS = "曹杨路358弄83号"


@pytest.fixture
def session(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        yield session


@pytest.fixture
def imported(session, tmp_path):
    """Imports residents: E1 at a known building, and those whose rows are given."""

    def run(*rows, dry=False):
        path = saved(book({**small(), "老人": [resident_row("E1"), *rows]}), tmp_path)
        report = read(path, finder=service.gazetteer(session))
        (rosters.preview if dry else rosters.apply)(session, report)
        return report

    return run


def lost(number="E2", address=ADDRESS, **changes):
    """Somebody without coordinates."""
    return resident_row(number, 地址=address, 经度=None, 纬度=None, **changes)


def open_addresses(session):
    return {entry.address: entry.people for entry in repository.queue(session)}


def place_of(session, resident):
    found = {r.id: r for r in records.load(session).residents}[resident]
    return Wgs84(found.lon, found.lat)


def test_whom_nobody_can_place_waits_in_the_queue(session, imported):
    imported(lost("E2", "枫桥路5号"), lost("E3", "枫桥路５号"), lost("E4", "枫桥路7弄2号"))
    assert open_addresses(session) == {"枫桥路5号": 2, "枫桥路7弄2号": 1}
    (first, _) = repository.queue(session)
    assert (first.reason, first.candidates, first.status) == (Why.UNKNOWN, (), Status.OPEN)
    assert service.waiting(session) == service.Waiting(addresses=2, people=3)


def test_a_dry_run_queues_nobody(session, imported):
    imported(lost(address="枫桥路5号"), dry=True)
    assert repository.queue(session) == ()


def test_a_guess_waits_with_its_candidate(session, imported):
    imported()
    imported(lost(address="曹杨路990号"))
    (entry,) = repository.queue(session)
    assert entry.reason is Why.UNSURE
    assert entry.candidates[0].point == HOME


def test_an_estimate_is_kept_as_one_and_no_base_for_others(session, imported):
    imported()
    report = imported(lost())
    assert "estimated" in {code for *_, code in codes(report)}
    assert place_of(session, "E2") == HOME
    kept = there(repository.place(session, ADDRESS))
    assert (kept.found.source, kept.found.certain) == ("lane", False)
    again = imported(lost())
    assert "estimated" in {code for *_, code in codes(again)}, "not suddenly known"
    known = service.gazetteer(session)
    assert set(known.neighbours(ADDRESS)) == {"曹杨路358弄81号"}


def test_fixing_settles_the_entry_and_moves_who_lives_there(session, imported):
    imported()
    imported(lost())
    moved = service.fix(session, "曹杨路358/83", NEAR.to(Gcj02), "王经理")
    assert moved == 1
    assert place_of(session, "E2").metres_to(NEAR) < 0.01
    kept = there(repository.place(session, ADDRESS))
    assert (kept.found.source, kept.datum, kept.found.certain) == ("hand", "gcj02", True)
    report = imported(lost())
    assert codes(report) == []
    assert place_of(session, "E2").metres_to(NEAR) < 0.01


def test_a_queued_address_is_fixed_with_who_and_when(session, imported):
    imported(lost(address="枫桥路5号"))
    service.fix(session, "枫桥路5号", NEAR, "王经理")
    assert repository.queue(session) == ()
    (entry,) = repository.queue(session, Status.FIXED)
    assert entry.closed_by == "王经理"
    assert there(entry.closed) >= entry.opened
    imported(lost(address="枫桥路5号"))
    assert place_of(session, "E2") == NEAR


def test_a_doubtful_place_needs_a_second_word(session, imported):
    imported()
    with pytest.raises(Unusable) as refused:
        service.fix(session, ADDRESS, Wgs84(121.44, 31.25), "王经理")
    assert refused.value.code == "PLACE_DOUBTFUL"
    assert "曹杨路358弄81号" in refused.value.detail.zh
    assert repository.place(session, ADDRESS) is None
    service.fix(session, ADDRESS, Wgs84(121.44, 31.25), "王经理", anyway=True)
    assert there(repository.place(session, ADDRESS)).found.point == Wgs84(121.44, 31.25)


def test_coordinates_in_a_later_workbook_settle_the_entry(session, imported):
    imported(lost(address="枫桥路5号"))
    imported(resident_row("E2", 地址="枫桥路5号"))
    assert repository.queue(session) == ()
    assert there(repository.queued(session, "枫桥路5号")).status is Status.FIXED


def test_an_address_that_waits_again_is_open_again(session, imported):
    imported(lost(address="枫桥路5号"))
    service.drop(session, "枫桥路5号", "王经理")
    assert service.waiting(session).addresses == 0
    imported(lost(address="枫桥路5号"))
    assert open_addresses(session) == {"枫桥路5号": 1}


def test_only_who_waits_can_be_dropped(session):
    with pytest.raises(NotFound):
        service.drop(session, "枫桥路5号", "王经理")


def answered(confidence=0.9, **changes):
    found = Found(point=NEAR, level=Level.BUILDING, confidence=confidence, source="amap")
    return Answer(address="枫桥路5号", found=found, datum="gcj02", candidates=(found,), **changes)


def test_a_sure_answer_is_kept_and_never_asked_for_again(session, imported):
    imported(lost(address="枫桥路5号"))
    service.record(session, answered())
    assert repository.queue(session) == ()
    kept = there(repository.place(session, "枫桥路5号"))
    assert (kept.found.source, kept.datum, kept.found.confidence) == ("amap", "gcj02", 0.9)
    report = imported(lost(address="枫桥路5号"))
    (finding,) = report.findings
    assert finding.code == "estimated"
    assert "高德地图" in finding.problem.zh
    assert place_of(session, "E2") == NEAR


def test_an_unsure_answer_waits_with_its_candidates(session, imported):
    imported(lost(address="枫桥路5号"))
    candidates = answered().candidates
    unsure = Answer(address="枫桥路5号", candidates=candidates, why=Why.AMBIGUOUS)
    service.record(session, unsure)
    (entry,) = repository.queue(session)
    assert (entry.reason, entry.candidates) == (Why.AMBIGUOUS, candidates)
    imported(lost(address="枫桥路5号"))
    assert repository.queue(session)[0].candidates == candidates, "an import forgets nothing"


def test_an_answer_about_nobody_who_waits_is_not_kept(session):
    service.record(session, answered())
    assert repository.places(session) == ()


def test_who_fixed_it_is_encrypted(session, imported):
    imported(lost(address="枫桥路5号"))
    service.fix(session, "枫桥路5号", NEAR, "王经理")
    raw = session.connection().exec_driver_sql("SELECT closed_by FROM place_queue").scalar()
    assert "王经理".encode() not in bytes(raw)


def test_a_roster_that_contradicts_itself_is_no_certain_place(session, imported):
    far = resident_row("E2", 经度=HOME.lon, 纬度=HOME.lat + 0.008)
    imported(far)
    assert service.gazetteer(session).find("曹杨路358弄81号") is None
