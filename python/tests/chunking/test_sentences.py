from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sova_engine.chunking import sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["Prvo je ovo.", "Drugo je ono!", "Treće?"],
        ["Prema čl. 12. st. 3. Zakona o radu radnik ima pravo.", "Rok je 15 dana."],
        ["To vrijedi npr. Zagrebu i tzv. Velikoj Gorici."],
        ["Sastanak je 5. svibnja 2026.", "Svi dolaze."],
        ["Sastanak je 5. svibnja 2026. u podne."],
        ["Govorio je prof. dr. sc. Ivan Horvat.", "Slušali su ga."],
        ["Živio je u 19. stoljeću.", "Pisao je A. G. Matoš."],
        ["Tvrtka Voće d.o.o. Zagreb prodaje jabuke, kruške itd.", "Cijene su niske."],
        ["Članak 12. Zakona ne vrijedi.", "Članak 13. vrijedi."],
        ["Vidi str. 5. i br. 7. Narodnih novina."],
        ["See e.g. Smith and Mr. Brown.", "Then stop."],
        ["Costs are 1.250,50 kn.", "Paid on 3.5.2026.", "Done."],
        ["Rekao je: „Dođi.”", "Otišla je."],
        ["Kralj Petar IV. Krešimir vladao je dugo."],
        ["Is it true?", "Yes!", "No..."],
    ],
)
def test_boundaries(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_line_end_is_a_boundary() -> None:
    text = "Naslov bez točke\nPrva rečenica"
    assert [text[a:b] for a, b in sentences(text)] == ["Naslov bez točke", "Prva rečenica"]


@given(st.text(alphabet="aBč ž.!?\n0129()„”😀", max_size=200))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()
