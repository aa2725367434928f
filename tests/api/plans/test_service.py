"""Nothing broken is stored, nobody is forgotten when publishing, and it is never half done."""

import datetime
import threading
import zlib
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, event, update
from sqlalchemy.exc import IntegrityError

from api.errors import AlteredPlan, Conflict, NotFound, NotPublishable, NotReady, Unusable
from api.files import dump_plan
from api.orders.records import Order, PlanningDay
from api.plans import documents, service
from api.plans.records import HandOver, HandOverKind, Status
from api.plans.tables import PlanOrderRow, PlanVersionRow
from optimizer.errors import BrokenPlan
from optimizer.travel.legs import reduced
from tests.days import acknowledged, migrated, small_day, small_plan
from tests.rosters import MONDAY
from tests.systems import refuse_inserts
from tests.toys import line

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def database(tmp_path):
    with migrated(tmp_path) as database:
        yield database


@pytest.fixture(scope="module")
def day():
    return small_day()


@pytest.fixture(scope="module")
def plan(day):
    return small_plan(day)


@pytest.fixture
def draft(database, day, plan):
    with database.session() as session:
        return service.store(session, day, plan)


def stored(database, day, plan):
    with database.session() as session:
        return service.store(session, day, plan).id


def published(database):
    with database.reading() as session:
        return service.published(session, MONDAY, "lunch")


def late(plan):
    """The same plan, its first service a minute later than written in its trip."""
    rider = plan.riders[0]
    trip = rider.trips[0]
    stop = replace(trip.stops[0], start=trip.stops[0].start + 60)
    trips = (replace(trip, stops=(stop, *trip.stops[1:])), *rider.trips[1:])
    return replace(plan, riders=(replace(rider, trips=trips), *plan.riders[1:]))


def test_version_comes_back_as_it_was_stored(database, day, plan, draft):
    documents.forget()
    with database.reading() as session:
        found = service.version(session, draft.id)
    assert found == draft
    assert (found.problem, found.orders) == (reduced(day.problem, plan), day.orders)
    assert found.plan == plan
    assert (found.number, found.status, found.published) == (1, Status.DRAFT, None)
    assert datetime.datetime.now(datetime.UTC) - found.created < datetime.timedelta(minutes=1)


def test_cost_is_the_checkers(database, day, plan):
    boasting = replace(plan, cost={"total": 0}, kpis={})
    with database.session() as session:
        assert service.store(session, day, boasting).plan.cost == plan.cost


def test_numbers_count_per_date_and_sitting(database, day, plan):
    dinner = PlanningDay(problem=replace(day.problem, sitting="dinner"), orders=day.orders)
    with database.session() as session:
        versions = [service.store(session, each, plan) for each in (day, day, dinner, day)]
        assert service.latest(session, MONDAY, "lunch") == versions[3]
        assert service.latest(session, MONDAY, "dinner") == versions[2]
        assert service.latest(session, MONDAY, "breakfast") is None
    assert [version.number for version in versions] == [1, 2, 1, 3]


def test_broken_plan_is_not_stored(database, day, plan):
    with pytest.raises(BrokenPlan), database.session() as session:
        service.store(session, day, late(plan))
    with database.reading() as session:
        assert service.latest(session, MONDAY, "lunch") is None


def test_forgotten_visit_is_a_broken_plan(database, day, plan):
    with pytest.raises(BrokenPlan, match="SERVED_ONCE"), database.session() as session:
        service.store(session, day, replace(plan, unserved=()))


def test_orders_must_be_the_meals_of_the_visits(database, day, plan):
    doubled = PlanningDay(problem=day.problem, orders=day.orders * 2)
    with pytest.raises(Unusable, match="2026-03-02"), database.session() as session:
        service.store(session, doubled, plan)


def test_two_travel_profiles_survive(database):
    problem = line()
    travel = {"ebike": problem.travel["ebike"], "foot": problem.travel["ebike"]}
    orders = [Order(resident=v.id, visit=v.id, diet="regular", meals=1) for v in problem.visits]
    walked = PlanningDay(problem=replace(problem, travel=travel), orders=tuple(orders))
    plan = small_plan(walked)
    with database.session() as session:
        version = service.store(session, walked, plan)
    assert version.problem == reduced(walked.problem, plan)
    assert set(version.problem.travel) == {"ebike", "foot"}


def test_publishing_needs_a_word_for_each_unserved_visit(database, plan, draft):
    with pytest.raises(NotPublishable) as caught, database.session() as session:
        service.publish(session, draft.id, [])
    entry = plan.unserved[0]
    reasons = [{"code": r.code, "params": dict(r.params)} for r in entry.reasons]
    assert reasons
    assert caught.value.values["open"] == [
        {"visit": entry.visit, "tier": entry.tier, "reasons": reasons}
    ]
    assert published(database) is None


def test_acknowledged_version_is_published(database, plan, draft):
    with database.session() as session:
        service.publish(session, draft.id, acknowledged(plan))
    found = published(database)
    assert (found.id, found.status) == (draft.id, Status.PUBLISHED)
    assert found.published >= found.created
    assert list(found.hand_overs) == acknowledged(plan)


def test_hand_over_keeps_name_and_time_and_the_file_does_not_show_the_name(
    database, plan, draft, tmp_path, system
):
    left = plan.unserved[0].visit
    hand_over = HandOver(visit=left, kind=HandOverKind.NEIGHBOUR, who="邻居己", at=41_400)
    with database.session() as session:
        assert service.publish(session, draft.id, [hand_over]).hand_overs == (hand_over,)
    content = system.content(tmp_path)
    assert left.encode() in content
    assert "邻居己".encode() not in content


@pytest.mark.parametrize("change", [{"who": " "}, {"at": None}])
def test_hand_over_needs_name_and_time(database, plan, draft, change):
    left = plan.unserved[0].visit
    whole = HandOver(visit=left, kind=HandOverKind.CALL, who="社工庚", at=41_400)
    with pytest.raises(Unusable, match=left), database.session() as session:
        service.publish(session, draft.id, [replace(whole, **change)])


def test_hand_over_must_be_for_an_unserved_visit_and_only_once(database, plan, draft):
    right = acknowledged(plan)
    served = next(iter(plan.served()))
    for wrong in (replace(right[0], visit=served), replace(right[0], visit="nobody"), right[0]):
        with pytest.raises(Unusable, match=wrong.visit), database.session() as session:
            service.publish(session, draft.id, [*right, wrong])
    assert published(database) is None


def test_next_version_supersedes_the_one_before(database, day, plan, draft):
    second = stored(database, day, plan)
    for version_id in (draft.id, second):
        with database.session() as session:
            service.publish(session, version_id, acknowledged(plan))
    assert published(database).id == second
    with database.reading() as session:
        assert service.version(session, draft.id).status is Status.SUPERSEDED


def test_only_drafts_can_be_published(database, day, plan, draft):
    second = stored(database, day, plan)
    for version_id in (draft.id, second):
        with database.session() as session:
            service.publish(session, version_id, acknowledged(plan))
    for version_id in (draft.id, second):
        with pytest.raises(Conflict), database.session() as session:
            service.publish(session, version_id, acknowledged(plan))
    assert published(database).id == second


def test_hand_overs_can_be_agreed_one_by_one_before_publishing(database, plan, draft):
    left = plan.unserved[0].visit
    for who in ("社工庚", "社工辛"):
        agreed = HandOver(visit=left, kind=HandOverKind.CALL, who=who, at=41_400)
        with database.session() as session:
            service.hand_over(session, draft.id, agreed)
    with database.session() as session:
        assert service.publish(session, draft.id).hand_overs == (agreed,)
    with pytest.raises(Conflict), database.session() as session:
        service.hand_over(session, draft.id, agreed)


def test_unknown_version_is_not_found(database):
    with pytest.raises(NotFound, match="77"), database.session() as session:
        service.publish(session, 77, [])


def test_refused_row_leaves_the_old_publication(database, day, plan, draft):
    with database.session() as session:
        service.publish(session, draft.id, acknowledged(plan))
    second = stored(database, day, plan)
    with database.session() as session:
        refuse_inserts(session, "plan_hand_overs", "no more")
    with pytest.raises(IntegrityError, match="no more"), database.session() as session:
        service.publish(session, second, acknowledged(plan))
    assert published(database).id == draft.id
    with database.reading() as session:
        assert service.version(session, second).status is Status.DRAFT


@pytest.mark.parametrize("statement", ["UPDATE plan_versions", "INSERT INTO plan_hand_overs"])
def test_disk_that_fails_in_the_middle_leaves_nothing(database, plan, draft, statement):
    def fail(_connection, _cursor, sql, *_rest):
        if sql.startswith(statement):
            raise database.engine.dialect.loaded_dbapi.OperationalError("disk I/O error")

    event.listen(database.engine, "after_cursor_execute", fail)
    with pytest.raises(NotReady), database.session() as session:
        service.publish(session, draft.id, acknowledged(plan))
    event.remove(database.engine, "after_cursor_execute", fail)
    with database.reading() as session:
        found = service.version(session, draft.id)
    assert (found.status, found.hand_overs) == (Status.DRAFT, ())


def test_database_itself_refuses_two_publications(database, day, plan, draft):
    second = stored(database, day, plan)
    now = datetime.datetime.now(datetime.UTC)
    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(update(PlanVersionRow).values(status="published", published=now))
    assert second != draft.id
    assert published(database) is None


@pytest.mark.parametrize("same", [True, False])
def test_two_publish_at_once(database, day, plan, draft, same):
    """The same draft: one wins, the other is told. Two drafts: the later one supersedes."""
    drafts = [draft.id, draft.id if same else stored(database, day, plan)]
    together = threading.Barrier(2)
    outcomes: Counter[str] = Counter()

    def publish(version_id):
        together.wait()
        try:
            with database.session() as session:
                service.publish(session, version_id, acknowledged(plan))
            outcomes["published"] += 1
        except Conflict:
            outcomes["conflict"] += 1

    threads = [threading.Thread(target=publish, args=(each,)) for each in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ({"published": 1, "conflict": 1} if same else {"published": 2})
    with database.reading() as session:
        statuses = Counter(service.version(session, each).status for each in {*drafts})
    assert statuses[Status.PUBLISHED] == 1
    assert published(database).id in drafts


def test_publishers_past_our_turns_cannot_both_publish(database, day, plan, draft):
    """The index alone: two transactions that publish two drafts without waiting for the turn."""
    drafts = [draft.id, stored(database, day, plan)]
    published = "UPDATE plan_versions SET status = 'published', published = created WHERE id = "
    together = threading.Barrier(2, timeout=10)
    outcomes: Counter[str] = Counter()
    bare = create_engine(database.engine.url)

    def publish(version_id):
        together.wait()
        try:
            with bare.begin() as connection:
                connection.exec_driver_sql(f"{published}{version_id}")
            outcomes["published"] += 1
        except IntegrityError:
            outcomes["refused"] += 1

    threads = [threading.Thread(target=publish, args=(each,)) for each in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bare.dispose()
    assert outcomes == {"published": 1, "refused": 1}


def altered_plan(plan):
    return {"plan": zlib.compress(dump_plan(late(plan)))}


def without_unserved(plan):
    return {"plan": zlib.compress(dump_plan(replace(plan, unserved=())))}


@pytest.mark.parametrize(
    "tamper",
    [
        altered_plan,
        without_unserved,
        lambda _: {"plan": b"no document"},
        lambda _: {"problem": zlib.compress(b'{"version": 1}')},
        lambda _: {"date": datetime.date(2026, 3, 3)},
    ],
)
def test_altered_row_is_never_served(database, plan, draft, tamper):
    with database.session() as session:
        service.publish(session, draft.id, acknowledged(plan))
        session.execute(update(PlanVersionRow).values(**tamper(plan)))
    with pytest.raises(AlteredPlan, match=str(draft.id)), database.reading() as session:
        service.version(session, draft.id)


def test_altered_orders_are_never_served(database, draft):
    with database.session() as session:
        session.execute(update(PlanOrderRow).values(meals=2))
    with pytest.raises(AlteredPlan), database.reading() as session:
        service.version(session, draft.id)
