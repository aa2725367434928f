"""The key is made once, whole and private; a wrong or missing one is named, never replaced."""

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.db.errors import KeyMissing, KeyUnreadable, KeyWrong
from api.db.keys import Cipher, make_key, read_key


@pytest.fixture(scope="module")
def cipher(tmp_path_factory):
    path = tmp_path_factory.mktemp("key") / "songcan.key"
    make_key(path)
    return Cipher(path)


@given(st.text())
def test_every_text_comes_back(cipher, text):
    assert cipher.decrypt(cipher.encrypt(text)) == text


def test_equal_texts_look_different(cipher):
    assert cipher.encrypt("老人甲") != cipher.encrypt("老人甲")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX file modes")
def test_only_the_owner_may_read_the_key(tmp_path):
    previous = os.umask(0)
    try:
        make_key(tmp_path / "songcan.key")
    finally:
        os.umask(previous)
    assert stat.S_IMODE((tmp_path / "songcan.key").stat().st_mode) == 0o600


def test_makers_at_the_same_time_share_one_key(tmp_path):
    path = tmp_path / "songcan.key"

    def make_and_read(_):
        make_key(path)
        return read_key(path)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(make_and_read, range(32)))) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["songcan.key"]


def test_missing_key_is_named(tmp_path):
    with pytest.raises(KeyMissing, match=r"songcan\.key") as caught:
        Cipher(tmp_path / "songcan.key").encrypt("老人甲")
    assert "备份" in caught.value.remedy.zh


@pytest.mark.parametrize("content", [b"", b"not a key", b"c2hvcnQ="])
def test_file_without_a_key_is_named(tmp_path, content):
    path = tmp_path / "songcan.key"
    path.write_bytes(content)
    with pytest.raises(KeyUnreadable, match=r"songcan\.key"):
        Cipher(path).encrypt("老人甲")


def test_other_key_cannot_read(tmp_path, cipher):
    make_key(tmp_path / "songcan.key")
    with pytest.raises(KeyWrong):
        Cipher(tmp_path / "songcan.key").decrypt(cipher.encrypt("老人甲"))


@pytest.mark.parametrize("place", [0, 1, 20, -1])
def test_altered_bytes_are_noticed(cipher, place):
    secret = bytearray(cipher.encrypt("老人甲的电话"))
    secret[place] ^= 1
    with pytest.raises(KeyWrong):
        cipher.decrypt(bytes(secret))
