"""Every column has Chinese and English headers, and no header means two columns of one sheet."""

import re
from collections import Counter

import pytest

from api.roster.columns import COLUMNS, OWN, SHEETS
from api.roster.headers import fold, sheet_named

COLUMN = [(sheet, column) for sheet, columns in COLUMNS.items() for column in columns]


@pytest.mark.parametrize(("sheet", "column"), COLUMN)
def test_every_column_has_an_english_header(sheet, column):
    assert any(re.fullmatch("[a-z0-9]+", fold(spelt)) for spelt in column.spellings)


@pytest.mark.parametrize("sheet", COLUMNS)
def test_no_header_means_two_columns(sheet):
    spelt = Counter(
        name for column in COLUMNS[sheet] for name in {fold(word) for word in column.spellings}
    )
    assert [name for name, count in spelt.items() if count > 1] == []
    assert not spelt.keys() & set(OWN)


def test_every_sheet_has_an_english_name():
    assert set(SHEETS) == set(COLUMNS)
    for sheet in COLUMNS:
        assert sheet_named(sheet) == sheet
        assert any(name.isascii() for name in SHEETS[sheet])


@pytest.mark.parametrize("title", ["Residents", " residents ", "老人", "老 人", "elders"])
def test_sheets_have_several_names(title):
    assert sheet_named(title) == "老人"


@pytest.mark.parametrize("header", ["max_trips", "Max Trips", "MAX-TRIPS", "max trips (a day)"])
def test_headers_may_be_spelt_in_many_ways(header):
    assert fold(header) == "maxtrips"
