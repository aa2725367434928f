"""An upload comes back as it was until it expires, and lies unreadable in the database."""

import base64
import datetime

import pytest

from api.errors import NotFound
from api.roster.sources.file import SourceFile
from api.uploads import service
from tests.days import migrated

pytestmark = pytest.mark.usefixtures("system")

NOW = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
FILES = (
    SourceFile(name="老人.csv", place="老人.csv", content="编号,姓名\n1,老人甲\n".encode()),
    SourceFile(name="b.xlsx", place="b.xlsx", content=bytes(range(256))),
)


@pytest.fixture
def database(tmp_path):
    with migrated(tmp_path) as database:
        yield database


@pytest.fixture
def session(database):
    with database.session() as session:
        yield session


def test_files_come_back_as_they_were(session):
    kept = service.keep(session, FILES, "老人", NOW)
    session.expunge_all()
    assert service.find(session, kept.token, NOW) == kept
    assert kept.files == FILES


def test_tokens_cannot_be_guessed(session):
    tokens = {service.keep(session, FILES, None, NOW).token for _ in range(3)}
    assert len(tokens) == 3
    assert min(map(len, tokens)) >= 32


def test_after_an_hour_nothing_is_left(session):
    kept = service.keep(session, FILES, None, NOW)
    later = NOW + service.KEPT
    assert service.find(session, kept.token, later - datetime.timedelta(seconds=1)) == kept
    with pytest.raises(NotFound):
        service.find(session, kept.token, later)
    service.purge(session, later)
    with pytest.raises(NotFound):
        service.find(session, kept.token, NOW)


def test_a_discarded_upload_is_gone_and_others_stay(session):
    first = service.keep(session, FILES, None, NOW)
    second = service.keep(session, FILES, None, NOW)
    service.discard(session, first.token)
    with pytest.raises(NotFound):
        service.find(session, first.token, NOW)
    assert service.find(session, second.token, NOW) == second


def test_nothing_of_it_can_be_read_at_rest(database, tmp_path, system):
    with database.session() as session:
        service.keep(session, FILES, None, NOW)
    database.close()
    stored = system.content(tmp_path)
    assert stored
    plain = FILES[0].content
    for secret in (plain, base64.b64encode(plain), base64.b64encode(FILES[1].content)):
        assert secret[:24] not in stored
    assert FILES[0].name.encode() not in stored
