"""The page is whole by itself, shows failures, and takes no names for markup."""

from html.parser import HTMLParser

import pytest

from benchmarks.plotting.fonts import NoChineseFont
from benchmarks.report import html
from benchmarks.report.pictures import Shown, inlined
from optimizer.texts import Text
from tests.compared import failed, record

VOID = {"meta", "br", "link", "img"}


class Outline(HTMLParser):
    """Text and attributes; elements must close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, name: str) -> list[str | None]:
        return [value for key, value in self.attributes if key == name]


RECORDS = [
    record("engine", 1, cpu=5.0),
    record("engine", 2),
    record("nearest", unserved=(0, 1, 0)),
    failed("<script>alert(1)</script>", error="<b>boom</b> & co"),
]


def test_elements_close_and_nothing_is_fetched():
    page = Outline(html.page(RECORDS, "songcan bench compare toy"))
    assert page.all("src") == page.all("href") == []


def test_says_what_was_run():
    text = Outline(html.page(RECORDS, "songcan bench compare toy")).text
    for words in ("songcan bench compare toy", "2 cores Toy", "abc", "10 s", "4 次，失败 1 次"):
        assert words in text


def test_names_and_errors_are_text():
    page = html.page(RECORDS, "compare '<i>'")
    assert "<script>" not in page
    assert "<b>boom" not in page
    assert "<i>" not in page
    assert Outline(page).text.count("<b>boom</b> & co") == 2, "at its row, and in the list"


def test_runs_short_of_cpu_are_listed():
    assert "50 %" in Outline(html.page(RECORDS, "")).text
    assert "更短的不作判断" in Outline(html.page([record("engine")], "")).text


def test_columns_are_explained():
    text = Outline(html.page(RECORDS, "")).text
    assert "没有人送的餐" in text
    assert "a hand-over" in text


@pytest.mark.parametrize("records", [[], [record("engine")], [failed("engine")]])
def test_little_is_a_page_too(records):
    assert "策略比较" in Outline(html.page(records, "")).text


def test_what_keeps_pictures_from_being_drawn_is_said(monkeypatch, tmp_path):
    def refuse(records, out):
        raise NoChineseFont

    monkeypatch.setattr("benchmarks.plotting.gallery.draw", refuse)
    path = html.write_report([record("engine")], tmp_path, "compare")
    assert "fonts-noto-cjk" in Outline(path.read_text(encoding="utf-8")).text


def test_pictures_share_no_names(tmp_path):
    """Two pictures of one page would clip and fill each other's parts."""
    svg = (
        '<?xml version="1.0"?><!DOCTYPE svg><svg width="9pt" height="9pt" viewBox="0 0 9 9">'
        '<defs><clipPath id="a"><path id="b"/></clipPath></defs>'
        '<use href="#b" clip-path="url(#a)"/></svg>'
    )
    (tmp_path / "x.svg").write_text(svg)
    title = Text("图 <1>", "plot")
    shown = [Shown("toy", inlined(tmp_path / "x.svg", f"{n}-", title)) for n in "pq"]
    page = Outline(html.page([record("engine")], "", shown))
    ids = page.all("id")
    assert len(set(ids)) == len(ids) == 4
    assert page.all("href") == ["#p-b", "#q-b"]
    assert page.all("clip-path") == ["url(#p-a)", "url(#q-a)"]
    assert "图 <1> / plot" in page.all("aria-label")
