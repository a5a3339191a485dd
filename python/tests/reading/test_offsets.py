"""Offsets are code points of the page's text, whatever the letters."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sova_engine.chunking import cut, headings_after
from sova_engine.reading import ReadRequest, open_document

WORDS = st.text(alphabet="abčćžšđČĆŽŠĐ😀👩‍🔬. \n,e\u0301-", min_size=0, max_size=400)


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_passages_are_exactly_their_span(tmp_path_factory, text: str) -> None:  # noqa: ANN001
    file: Path = tmp_path_factory.mktemp("text") / "čćžšđ 😀.txt"
    file.write_text(f"Početak: {text}", encoding="utf-8")
    _, pages = open_document(ReadRequest(file, file.name))
    headings: tuple[str, ...] = ()
    for page in pages:
        covered = 0
        for passage in cut(
            page, headings_before=headings, count_tokens=lambda s: len(s.split()), target=12
        ):
            assert page.text[passage.start : passage.end] == passage.text
            assert passage.start >= covered
            assert not page.text[covered : passage.start].strip()
            covered = passage.end
        assert not page.text[covered:].strip()
        headings = headings_after(page, headings)
