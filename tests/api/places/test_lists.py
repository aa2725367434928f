"""A list of pasted coordinates is read like a sheet, whatever its headers and encoding."""

import pytest

from api.places.gazetteer import Gazetteer
from api.places.lists import read_list
from api.roster.sources.file import SourceFile
from optimizer.errors import InvalidInput
from optimizer.travel.datum import Bd09, Gcj02, Wgs84
from tests.api.places.known import quarter


@pytest.fixture
def listed(tmp_path):
    def read(words, encoding="utf-8", known=None):
        path = tmp_path / "places.csv"
        path.write_bytes(words.encode(encoding))
        return read_list(SourceFile.at(path), known or Gazetteer([]))

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_addresses_and_coordinates(listed, encoding):
    words = "地址,经度,纬度,坐标系\n枫桥路5号,121.4,31.24,高德\n枫桥路7弄2号,121.41,31.25,百度\n"
    first, second = listed(words, encoding)
    assert (first.row, first.address, first.stated) == (2, "枫桥路5号", Gcj02(121.4, 31.24))
    assert second.stated == Bd09(121.41, 31.25)


def test_both_coordinates_in_one_cell(listed):
    (line,) = listed('address,coordinates\n枫桥路5号,"31.24,121.4"\n')
    assert line.stated == Wgs84(121.4, 31.24)


def test_lines_that_cannot_be_used_say_why(listed):
    words = (
        "地址,经度,纬度\n枫桥路5号,,\n,121.4,31.24\n枫桥路7号,abc,31.24\n枫桥路9号,121.4,31.24\n"
    )
    *bad, good = listed(words)
    assert [[remark.key for remark in line.remarks] for line in bad] == [
        ["no_place"],
        ["blank"],
        ["not_a_number"],
    ]
    assert all(line.stated is None for line in bad)
    assert good.stated is not None


def test_a_known_address_without_coordinates_is_no_news(listed):
    (line,) = listed("地址,经度,纬度\n花溪路358弄3号,,\n", known=quarter())
    assert line.stated is None
    assert [remark.key for remark in line.remarks] == ["blank"]


def test_a_list_without_addresses_is_refused(listed):
    with pytest.raises(InvalidInput, match="地址"):
        listed("经度,纬度\n121.4,31.24\n")
