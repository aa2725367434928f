"""A list enrols nobody; decisions carry a name, outlive lists, and add at most one resident."""

import datetime

import pytest
from sqlalchemy import text

from api.errors import Conflict, NotFound, Unusable
from api.outreach import repository, service
from api.outreach.matching import Group
from api.outreach.open import is_open, urgency
from api.outreach.reading import Listing
from api.outreach.records import Decision
from api.roster import repository as rosters
from api.settings import Settings
from optimizer.travel.datum import Wgs84
from tests.days import migrated, save_roster
from tests.eligible import NOW, decided, eligible
from tests.rosters import canteen, resident, roster

pytestmark = pytest.mark.usefixtures("system")

WANG = resident("E1", name="王秀英", phone="13911110001", door="602室")
HERE = Wgs84(WANG.lon, WANG.lat)
HAS, MAYBE, NONE, LOST = (
    eligible("A", name="王秀英", phone="13911110001"),
    eligible("B", name="王秀瑛", door="602室"),
    eligible("C", name="李建国", phone="13911110003", door="301室", category="特困"),
    eligible("D", name="赵六", address="不知何处", category=""),
)
EATS = service.Enrolment(floor=3, lift=False)


@pytest.fixture
def database(tmp_path):
    with migrated(tmp_path) as database:
        with database.session() as session:
            kitchens = (canteen(lon=HERE.lon, lat=HERE.lat, capacity=2),)
            save_roster(session, roster(WANG, canteens=kitchens))
        yield database


@pytest.fixture
def session(database):
    with database.session() as session:
        take_over(session, HAS, MAYBE, NONE, LOST)
        yield session


def take_over(session, *people, now=NOW):
    listing = Listing(people=people, rejected=0, findings=())
    announced = service.preview(session, listing)
    assert service.take_over(session, listing, now) == announced
    return announced


def cases(session):
    return {case.person.eligible.code: case for case in service.cases(session, Settings())}


def number(session, code):
    return cases(session)[code].person.id


def decide(session, code, decision, enrolment=None, **changes):
    return service.decide(
        session, number(session, code), decided(Decision(decision), **changes), enrolment
    )


def test_groups_and_offers(session):
    found = cases(session)
    groups = {code: case.match.group for code, case in found.items()}
    # The resident's certain match takes her from the list of those whom B may be.
    assert groups == {"A": Group.HAS_MEAL, "B": Group.NONE, "C": Group.NONE, "D": Group.NONE}
    assert [offer.spare for offer in found["C"].offers] == [{"lunch": 1}]
    assert (found["D"].home, found["D"].offers) == (None, ())
    assert [case.entitlement for case in found.values()] == [*["entitled"] * 3, "unclear"]


def test_a_list_enrols_nobody(session):
    assert rosters.load(session).residents == (WANG,)


def test_later_list_keeps_people_and_decisions(session):
    decide(session, "C", "declined", note="女儿做饭")
    before = number(session, "C")
    later = NOW + datetime.timedelta(days=30)
    moved = eligible("C", name="李建国", phone="13911110009", address="枫桥路50弄3号")
    changes = take_over(session, moved, eligible("X"), now=later)
    assert (len(changes.new), [*changes.known], len(changes.gone)) == (1, [before], 3)
    found = cases(session)
    case = found["C"]
    assert (case.person.id, case.person.eligible) == (before, moved)
    assert case.person.latest.note == "女儿做饭"
    assert not is_open(case)
    assert [found[code].person.listed for code in "ABCDX"] == [False, False, True, False, True]
    seen = session.execute(
        text("SELECT count(*) FROM eligible_people WHERE first_seen < last_seen")
    )
    assert seen.scalar() == 1


def test_enrolling_adds_one_resident_whose_id_tells_nothing(session):
    enrolled = decide(session, "C", "enrolled", EATS)
    (new,) = [r for r in rosters.load(session).residents if r.id != "E1"]
    assert new.id == enrolled
    assert NONE.code not in new.id
    assert (new.name, new.phone, new.door, new.floor) == ("李建国", "13911110003", "301室", 3)
    assert (new.lon, new.lat, new.category) == (HERE.lon, HERE.lat, "特困")
    case = cases(session)["C"]
    assert (case.match.group, case.match.resident) == (Group.HAS_MEAL, enrolled)
    with pytest.raises(Conflict, match=enrolled):
        decide(session, "C", "enrolled", EATS)
    with pytest.raises(Conflict, match=enrolled):
        decide(session, "C", "moved")
    assert len(rosters.load(session).residents) == 2


def test_who_has_a_meal_is_not_enrolled_again(session):
    with pytest.raises(Conflict, match="E1"):
        decide(session, "A", "enrolled", EATS)


def test_who_may_have_a_meal_is_confirmed_or_denied_first(session):
    take_over(session, MAYBE)  # A is no longer listed, but keeps her meal
    decide(session, "A", "different", resident="E1")
    found = cases(session)
    assert found["B"].match.group is Group.PROBABLE
    with pytest.raises(Conflict, match="E1"):
        decide(session, "B", "enrolled", EATS)
    decide(session, "B", "different", resident="E1")
    assert decide(session, "B", "enrolled", EATS)


def test_confirmed_person_has_a_meal(session):
    decide(session, "A", "different", resident="E1")
    decide(session, "B", "same", resident="E1")
    assert cases(session)["B"].match.resident == "E1"
    assert len(rosters.load(session).residents) == 1


def test_only_a_candidate_can_be_the_person(session):
    for who in ("E1", "E9", None):
        with pytest.raises(Conflict):
            decide(session, "C", "same", resident=who)


@pytest.mark.parametrize("by", ["", "  "])
def test_somebody_must_be_named(session, by):
    with pytest.raises(Unusable, match="由谁决定"):
        decide(session, "C", "declined", by=by)


def test_unknown_number(session):
    with pytest.raises(NotFound, match="999"):
        service.decide(session, 999, decided(Decision.LATER))


@pytest.mark.parametrize(
    ("enrolment", "complaint"),
    [
        (None, "餐别"),
        (service.Enrolment(floor=1, lift=False, diet="无糖"), "halal"),
        (service.Enrolment(floor=1, lift=False, canteen="C9"), "C9"),
        (service.Enrolment(floor=1, lift=False, meal_point="D9"), "D9"),
    ],
)
def test_enrolment_needs_what_a_meal_needs(session, enrolment, complaint):
    with pytest.raises(Unusable, match=complaint):
        decide(session, "C", "enrolled", enrolment)
    assert len(rosters.load(session).residents) == 1


def test_address_without_a_place_needs_one(session):
    with pytest.raises(Unusable, match="不知何处"):
        decide(session, "D", "enrolled", EATS)
    placed = service.Enrolment(floor=1, lift=True, at=service.point("121.42, 31.25"))
    decide(session, "D", "enrolled", placed)
    assert rosters.load(session).residents[-1].lon == 121.42
    with pytest.raises(Unusable, match="1,2"):
        service.point("1,2")


def test_who_waits_longest_comes_first_among_equals(session):
    decide(session, "C", "unreachable")
    found = sorted(filter(is_open, service.cases(session, Settings())), key=urgency)
    assert [case.person.eligible.code for case in found] == ["B", "C", "D"]
    decide(session, "B", "deceased")
    assert not is_open(cases(session)["B"])


def test_personal_data_is_encrypted_at_rest(database, tmp_path, system):
    with database.session() as session:
        take_over(session, eligible("310107194001010011", name="李建国", phone="13911110003"))
        person = repository.people(session)[0].id
        service.decide(session, person, decided(Decision.LATER, note="住院"))
    database.close()
    stored = system.content(tmp_path)
    assert "花溪路100弄1号".encode() in stored
    for secret in ("310107194001010011", "李建国", "13911110003", "社工庚", "住院"):
        assert secret.encode() not in stored
