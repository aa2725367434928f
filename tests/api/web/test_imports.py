"""The import page over real HTTP: nothing is written before somebody confirms it."""

import pytest
from sqlalchemy import select

from api.app import create_app
from api.db import Database
from api.exports.delimited import csv_bytes
from api.exports.tables import Table
from api.roster import repository
from api.roster.sources.file import LARGEST
from api.roster.sources.protection import unprotected
from api.uploads.tables import UploadRow
from tests.api.roster.books import book, resident_row, saved, small
from tests.days import migrated, save_roster, small_roster
from tests.serving import serving
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def folder(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, small_roster())
    return tmp_path


@pytest.fixture
def client(folder):
    with serving(create_app(settings_in(folder))) as client:
        yield client


@pytest.fixture
def roster(folder):
    """What the database holds now."""

    def load():
        database = Database(settings_in(folder))
        try:
            with database.reading() as session:
                return repository.load(session)
        finally:
            database.close()

    return load


def listed(*rows):
    table = Table(name="老人", headers=tuple(rows[0]), rows=[list(row.values()) for row in rows])
    return csv_bytes(table)


def send(client, *files, headers=OWN, **data):
    parts = [("file", (name, content)) for name, content in files]
    return client.post("/import", files=parts, data=data, headers=headers)


PEOPLE = [
    resident_row("E1", 姓名="老人新甲", 室号="909室", 份数=2),
    resident_row("N1", 姓名="老人新乙"),
    resident_row("N2", 姓名="老人新丙", 楼层="顶楼"),
]


def previewed(client, *files, **data):
    answer = send(client, *(files or [("老人.csv", listed(*PEOPLE))]), **data)
    assert answer.status_code == 303, answer.text
    place = answer.headers["location"]
    return place, client.get(place)


def test_the_form_is_linked_from_the_front_page(client):
    assert 'href="/import"' in client.get("/").text
    page = client.get("/import")
    assert page.status_code == 200
    assert 'enctype="multipart/form-data"' in page.text


def test_preview_says_what_would_change_and_writes_nothing(client, roster):
    before = roster()
    _, page = previewed(client)
    assert page.status_code == 200
    assert "确认导入（2 条）" in page.text
    assert "顶楼" in page.text
    assert "这不是数字" in page.text
    assert "E2、E3、E4" in page.text, "whoever is not in the file"
    assert roster() == before


def test_stored_personal_data_is_not_shown(client):
    _, page = previewed(client)
    assert "（个人信息，不显示）" in page.text
    shown = ("老人新甲", "老人甲", "13911110001", "909室", "101室")
    assert not [value for value in shown if value in page.text]
    assert page.headers["cache-control"] == "no-store"


def test_confirming_writes_what_was_announced(client, roster):
    place, before = previewed(client)
    assert "不导入，删除文件" in before.text
    done = client.post(f"{place}/apply", headers=OWN)
    assert done.status_code == 303
    page = client.get(done.headers["location"]).text
    assert "已导入，写入 2 条" in page
    assert "删除上传的文件" in page
    assert not [words for words in ("不导入", "没有要写入的变化") if words in page], "it is done"
    people = {record.id: record for record in roster().residents}
    assert sorted(people) == ["E1", "E2", "E3", "E4", "N1"]
    assert (people["E1"].name, people["E1"].portions) == ("老人新甲", 2)


def test_rejected_rows_can_be_downloaded(client):
    place, page = previewed(client)
    assert f"{place}/rejected.csv" in page.text
    answer = client.get(f"{place}/rejected.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    header, row, _ = answer.content.decode("utf-8-sig").split("\r\n")
    assert header.startswith("编号,姓名")
    assert header.endswith("问题,处理办法,来自文件,来自工作表,来自行")
    assert [unprotected(cell) for cell in row.split(",")[:2]] == ["N2", "老人新丙"]
    assert client.get(f"{place}/rejected.xlsx").content.startswith(b"PK")
    assert client.get(f"{place}/rejected.exe").status_code == 404


def test_nothing_rejected_is_no_file(client):
    place, _ = previewed(client, ("老人.csv", listed(resident_row("N1"))))
    answer = client.get(f"{place}/rejected.csv")
    assert answer.status_code == 404
    assert "没有被拒绝的行" in answer.text


def test_workbooks_and_several_files(client, tmp_path, roster):
    workbook = saved(book({**small(), "老人": [resident_row("N1")]}), tmp_path).read_bytes()
    more = listed(resident_row("N2", 食堂="C1"))
    place, page = previewed(client, ("名册.xlsx", workbook), ("更多.csv", more))
    assert "名册.xlsx、更多.csv" in page.text
    client.post(f"{place}/apply", headers=OWN)
    assert {"N1", "N2"} <= {record.id for record in roster().residents}


def test_an_unclear_list_asks_what_it_is(client):
    unclear = ("名单.csv", "编号,姓名\n1,甲\n".encode())
    _, page = previewed(client, unclear)
    assert page.status_code == 422
    assert "看不出这份名单是哪一种" in page.text
    _, page = previewed(client, unclear, sheet="老人")
    assert page.status_code == 200
    assert "缺少必需的列" in page.text


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("名册.pdf", b"%PDF-1.7", "不能读取 .pdf 文件"),
        ("名册.xlsx", b"no workbook", "这不是 Excel 工作簿"),
        ("名册.csv", b"\xff\x80", "文字编码"),
        ("名册.csv", b"", "文件是空的"),
    ],
)
def test_files_that_cannot_be_used_say_why(client, name, content, complaint):
    place, page = previewed(client, (name, content))
    assert page.status_code == 422
    assert complaint in page.text
    assert name in page.text
    assert client.post(f"{place}/apply", headers=OWN).headers["location"] == place
    assert client.get(f"{place}/rejected.csv").headers["location"] == place


def test_no_file_is_an_error_page(client):
    answer = send(client, ("", b""))
    assert answer.status_code in (400, 422)
    assert "导入页" in answer.text


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"file=x", "application/x-www-form-urlencoded"), (b"--", "multipart/form-data; boundary=x")],
)
def test_a_body_that_is_no_upload_is_an_error_page(client, content, kind):
    answer = client.post("/import", content=content, headers={**OWN, "Content-Type": kind})
    assert answer.status_code in (400, 422)
    assert "导入页" in answer.text


def test_too_much_is_an_error_page(client):
    answer = send(client, ("名册.csv", b"x" * (LARGEST + 1)))
    assert answer.status_code == 413
    assert "文件太大" in answer.text


@pytest.mark.parametrize("path", ["/import", "/import/x/apply", "/import/x/discard"])
def test_forms_of_other_sites_do_nothing(client, path):
    files = [("file", ("老人.csv", listed(*PEOPLE)))]
    answer = client.post(path, files=files, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_an_unknown_or_expired_upload_says_so(client):
    for answer in (
        client.get("/import/nothing"),
        client.post("/import/nothing/apply", headers=OWN),
    ):
        assert answer.status_code == 404
        assert "已过期或已删除" in answer.text


def test_discarding_deletes_the_files(client, folder):
    place, _ = previewed(client)
    gone = client.post(f"{place}/discard", headers=OWN)
    assert "文件已删除" in client.get(gone.headers["location"]).text
    assert client.get(place).status_code == 404
    database = Database(settings_in(folder))
    with database.reading() as session:
        assert session.scalars(select(UploadRow)).all() == []
    database.close()


def test_the_address_of_a_form_leads_back(client):
    place, _ = previewed(client)
    answer = client.get(f"{place}/apply")
    assert (answer.status_code, answer.headers["location"]) == (303, place)


def test_nothing_is_inline(client):
    _, page = previewed(client)
    assert "<script>" not in page.text
    assert " style=" not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")


def test_what_is_typed_is_escaped(client):
    row = resident_row("N1", 楼层="<b>高</b>")
    _, page = previewed(client, ("<i>.csv", listed(row)))
    assert "<b>高" not in page.text
    assert "&lt;b&gt;高" in page.text
    assert "<i>.csv" not in page.text
