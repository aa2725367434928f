"""Every row lands in WGS-84 whatever it was typed in; mixtures are refused, shifts are told."""

import pytest

from api.places.finder import Found, Known, Level
from api.places.gazetteer import Gazetteer
from api.roster.workbook import read
from optimizer.travel.datum import Bd09, Gcj02, Wgs84
from tests.api.roster.books import book, canteen_row, codes, resident_row, saved, small

HOME = Wgs84(121.403, 31.246)
OTHERS = ("花溪路358弄2号", "花溪路358弄4号", "花溪路358弄6号", "花溪路358弄8号")


@pytest.fixture
def imported(tmp_path):
    def read_book(*residents, finder=None, titles=(), canteens=None):
        sheets = {**small(), "老人": list(residents)}
        if canteens:
            sheets["食堂"] = canteens
        made = book(sheets)
        for title in reversed(titles):
            made["老人"].insert_rows(1)
            made["老人"]["A1"] = title
        return read(saved(made, tmp_path), finder=finder)

    return read_book


def row(number="1", *, point=HOME, datum=None, address="花溪路358弄81号", **changes):
    """A resident at ``point``, with the numbers of its datum."""
    numbers = {"经度": point.lon, "纬度": point.lat, "地址": address}
    named = {"坐标系": datum} if datum is not ... else {}
    return resident_row(number, **numbers, **named) | changes


def places(report):
    return [Wgs84(r.lon, r.lat) for r in report.residents.accepted]


def known(address="花溪路358弄81号", point=HOME):
    found = Found(point=point, level=Level.BUILDING, confidence=1.0, source="roster")
    return Gazetteer([Known(address=address, found=found)])


@pytest.mark.parametrize(("datum", "name"), [(Gcj02, "高德"), (Bd09, "百度"), (Wgs84, "GPS")])
def test_a_row_is_converted_from_its_own_datum(imported, datum, name):
    report = imported(row(point=HOME.to(datum), datum=name))
    assert report.findings == ()
    assert places(report)[0].metres_to(HOME) < 0.01


def test_rows_of_different_datums_are_fine_where_each_says_so(imported):
    stated = {"GCJ-02": HOME.to(Gcj02), "BD-09": HOME.to(Bd09), "WGS-84": HOME}
    rows = [row(name, point=point, datum=name) for name, point in stated.items()]
    report = imported(*rows)
    assert report.findings == ()
    assert all(place.metres_to(HOME) < 0.01 for place in places(report))


def test_canteens_have_a_datum_too(imported):
    there = HOME.to(Gcj02)
    kitchen = canteen_row(经度=there.lon, 纬度=there.lat, 坐标系="腾讯")
    report = imported(row(datum=...), canteens=[kitchen])
    placed = report.canteens.accepted[0]
    assert Wgs84(placed.lon, placed.lat).metres_to(HOME) < 0.01


def test_no_word_about_the_datum_means_wgs84(imported):
    report = imported(row(datum=...))
    assert report.findings == ()
    assert places(report) == [HOME]


def test_an_unknown_datum_is_refused(imported):
    assert codes(imported(row(datum="上海2000"))) == [("老人", 2, "坐标系", "unknown_word")]


@pytest.mark.parametrize("titles", [("坐标系：GCJ-02",), ("二〇二六年名册", "经纬度取自高德地图")])
def test_a_note_above_the_headers_holds_for_all_rows(imported, titles):
    report = imported(row(point=HOME.to(Gcj02), datum=...), titles=titles)
    assert places(report)[0].metres_to(HOME) < 0.01


def test_a_note_about_something_else_is_no_statement(imported):
    report = imported(row(datum=...), titles=("百度外卖助餐名单",))
    assert places(report) == [HOME]


def test_a_header_names_the_datum(imported):
    there = HOME.to(Bd09)
    cells = row(datum=...)
    del cells["经度"], cells["纬度"]
    cells |= {"经度（百度）": there.lon, "纬度（百度）": there.lat}
    assert places(imported(cells))[0].metres_to(HOME) < 0.01


def test_headers_that_name_two_datums_are_refused(imported):
    cells = row(datum=...)
    del cells["经度"], cells["纬度"]
    cells |= {"经度（百度）": 121.4, "纬度（高德）": 31.24}
    report = imported(cells)
    assert [code for *_, code in codes(report)] == ["datum_statements_differ"]
    assert "经度（百度）" in report.findings[0].problem.zh


def test_a_row_that_contradicts_its_sheet_is_refused(imported):
    report = imported(row(datum="WGS-84"), titles=("坐标系：GCJ-02",))
    (finding,) = report.findings
    assert finding.code == "datum_contradicts"
    assert "坐标系：GCJ-02" in finding.problem.zh


def test_a_silent_row_beside_rows_of_another_datum_is_refused(imported):
    rows = [
        row("1", point=HOME.to(Gcj02), datum="GCJ-02"),
        row("2", datum=None),
        row("3", datum="WGS-84"),
    ]
    report = imported(*rows)
    assert codes(report) == [("老人", 3, "经度、纬度、坐标系", "datum_unsaid")]
    assert "第 2 行" in report.findings[0].problem.zh
    assert [record.id for record in report.residents.accepted] == ["1", "3"]


def test_two_rows_of_a_building_one_shift_apart_are_both_refused(imported):
    shifted = HOME.to(Gcj02)
    rows = [row("1"), row("2", point=shifted), row("3", address="杏山路9号")]
    report = imported(*rows)
    assert [(r, c) for _, r, _, c in codes(report)] == [(2, "datum_mixture"), (3, "datum_mixture")]
    assert "第 3 行" in report.findings[0].problem.zh
    assert "第 2 行" in report.findings[1].problem.zh
    assert "GCJ-02" in report.findings[0].remedy.zh
    assert [record.id for record in report.residents.accepted] == ["3"]


def test_of_a_mixture_the_rows_where_the_building_is_known_stay(imported):
    report = imported(row("1"), row("2", point=HOME.to(Gcj02)), row("3"), finder=known())
    assert [(r, c) for _, r, _, c in codes(report)] == [(3, "datum_mixture")]
    assert [record.id for record in report.residents.accepted] == ["1", "3"]


@pytest.mark.parametrize("stated", [Gcj02, Bd09])
def test_wgs84_numbers_called_something_else_are_a_mixture_too(imported, stated):
    rows = [row("1", datum="WGS-84"), row("2", datum=stated.label)]
    report = imported(*rows)
    assert {code for *_, code in codes(report)} == {"datum_mixture"}
    assert len(report.findings) == 2


def test_a_building_in_two_places_for_no_known_reason_is_a_warning(imported):
    report = imported(row("1"), row("2", point=Wgs84(HOME.lon, HOME.lat + 0.006)))
    assert {code for *_, code in codes(report)} == {"building_apart"}
    assert len(report.residents.accepted) == 2


def test_two_entrances_of_a_building_are_no_finding(imported):
    report = imported(row("1"), row("2", point=Wgs84(HOME.lon + 0.0006, HOME.lat)))
    assert report.findings == ()


def test_a_place_that_fits_a_known_building_only_after_the_shift_is_told(imported):
    report = imported(row(point=HOME.to(Gcj02), datum=...), finder=known())
    (finding,) = report.findings
    assert (finding.code, finding.severity) == ("datum_suspected", "warning")
    assert "GCJ-02" in finding.problem.zh
    assert "“坐标系”设为 GCJ-02" in finding.remedy.zh
    assert len(report.residents.accepted) == 1


def test_a_place_at_its_known_building_is_not(imported):
    assert imported(row(datum=...), finder=known()).findings == ()


def test_a_whole_shifted_sheet_is_told_once(imported):
    found = [known(f"花溪路{k}号").known[0] for k in range(1, 31)]
    rows = [row(str(k), point=HOME.to(Gcj02), address=f"花溪路{k}号") for k in range(1, 31)]
    report = imported(*rows, finder=Gazetteer(found))
    (finding,) = report.findings
    assert finding.code == "datum_suspected_many"
    assert "30 行" in finding.problem.zh


def test_one_shifted_building_among_its_lane_is_told(imported):
    rows = [row(str(k), address=address) for k, address in enumerate(OTHERS)]
    report = imported(*rows, row("9", point=HOME.to(Bd09), address="花溪路358弄10号"))
    assert codes(report) == [("老人", 6, "经度、纬度", "datum_suspected_lane")]
    assert "BD-09" in report.findings[0].problem.zh


def test_a_place_in_the_district_only_after_the_shift_is_told(imported):
    edge = Wgs84(121.449, 31.25)
    report = imported(row(point=edge.to(Gcj02), datum=...))
    (finding,) = report.findings
    assert finding.code == "outside_until_shifted"
    assert "按 GCJ-02 则在区内" in finding.problem.zh


def test_both_coordinates_in_one_cell(imported):
    cells = row(datum=...)
    del cells["经度"], cells["纬度"]
    for typed in (f"{HOME.lon},{HOME.lat}", f"{HOME.lat}，{HOME.lon}"):
        report = imported({**cells, "经纬度": typed})
        assert report.findings == ()
        assert places(report) == [HOME]
    report = imported({**cells, "经纬度": "不详"})
    assert codes(report) == [("老人", 2, "经纬度", "not_a_pair")]


def test_a_cell_that_says_another_place_than_two_others_is_refused(imported):
    report = imported(row(datum=..., 经纬度="121.41,31.24"))
    assert [code for *_, code in codes(report)] == ["pair_differs"]


def test_half_a_place_is_none(imported):
    assert codes(imported(row(datum=..., 纬度=None))) == [("老人", 2, "纬度", "blank")]


def test_without_coordinates_the_same_building_is_found(imported):
    report = imported(row(datum=..., 经度=None, 纬度=None), finder=known())
    assert report.findings == ()
    assert places(report) == [HOME]
    assert report.residents.unplaced == ()


def test_without_coordinates_the_lane_is_an_estimate_and_says_so(imported):
    finder = known("花溪路358弄79号")
    report = imported(row(datum=..., 经度=None, 纬度=None), finder=finder)
    (finding,) = report.findings
    assert (finding.code, finding.value) == ("estimated", "花溪路358弄81号")
    assert "60%" in finding.problem.zh
    assert "同弄" in finding.problem.zh
    assert report.residents.estimates["花溪路358弄81号"].source == "lane"


def test_a_first_workbook_knows_its_own_neighbours(imported):
    blank = {"经度": None, "纬度": None}
    rows = [
        row("1", datum="高德", point=HOME.to(Gcj02)),
        row("2", datum=None, **blank),
        row("3", datum=None, address="花溪路358弄83号", **blank),
    ]
    report = imported(*rows)
    assert codes(report) == [("老人", 4, "经度、纬度", "estimated")]
    assert all(place.metres_to(HOME) < 0.01 for place in places(report))


def test_a_doubtful_row_places_nobody_else(imported):
    away = Wgs84(121.6, 31.2)
    report = imported(row("1", point=away), row("2", 经度=None, 纬度=None))
    assert [code for *_, code in codes(report)] == ["outside_putuo", "no_place"]


@pytest.mark.parametrize("finder", [None, Gazetteer([])])
def test_without_any_place_the_row_waits_for_somebody(imported, finder):
    report = imported(row(datum=..., 经度=None, 纬度=None), finder=finder)
    (finding,) = report.findings
    assert (finding.code, finding.value) == ("no_place", "花溪路358弄81号")
    assert "songcan places fix" in finding.remedy.zh
    assert report.residents.unplaced == ("花溪路358弄81号",)


def test_a_sheet_without_any_column_of_coordinates_is_looked_up(imported):
    cells = row(datum=...)
    del cells["经度"], cells["纬度"]
    report = imported(cells, finder=known())
    assert {code for *_, code in codes(report)} == {"absent_column"}
    assert places(report) == [HOME]


def test_one_column_of_two_is_a_mistake(imported):
    cells = row(datum=...)
    del cells["纬度"]
    report = imported(cells, finder=known())
    assert codes(report) == [("老人", None, "纬度", "missing_column")]
