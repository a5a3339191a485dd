from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sova_engine.reading.clean import clean, one_line, tidy


@given(st.text())
def test_cleaning_is_done_once_and_stays_nfc(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


def test_hidden_and_reordering_marks_go_and_joined_emoji_stay() -> None:
    assert clean("a\u202eb\u2066c\u200bd\ufeff\u00ade") == "abcde"
    assert clean("👩\u200d🔬 čćžšđ") == "👩\u200d🔬 čćžšđ"


@pytest.mark.parametrize(
    "token",
    ["<|im_start|>", "<|im_end|>", "<start_of_turn>", "[INST]", "[/INST]", "<<SYS>>", "</s>",
     "<|eot_id|>", "<think>"],
)  # fmt: skip
def test_chat_tokens_keep_their_length_but_not_their_power(token: str) -> None:
    cleaned = clean(f"prije {token}system poslije")
    assert token not in cleaned
    assert len(cleaned) == len(f"prije {token}system poslije")


def test_ordinary_brackets_stay() -> None:
    assert clean("a < b > c [1] <p> [INST") == "a < b > c [1] <p> [INST"


def test_white_space() -> None:
    assert tidy("  a  b \r\n\r\n\r\n\r\n c\t d ") == "a b\n\nc\t d"
    assert one_line(" a\n\tb ") == "a b"
