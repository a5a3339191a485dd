from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sova_engine.evaluation.marks import agreement, draw

from ..reading.making import lines, pdf

TEXT = ("Najmoprimac vraca stan u urednom stanju.", "Najmodavac pre-", "gledava svaku sobu.")


@pytest.mark.parametrize("page", [b"", b"/Rotate 90", b"/CropBox[50 100 600 800]"])
def test_what_stands_under_a_passages_boxes_is_the_passage(tmp_path: Path, page: bytes) -> None:
    pdf(tmp_path / "a.pdf", lines(*TEXT), page=page)
    drawn = draw(tmp_path, 10, 1)
    assert drawn and all(agreement(one) > 0.98 for one in drawn)  # the hyphen is under the mark
    moved = replace(drawn[0].page, chars=type(drawn[0].page.chars)())
    assert agreement(replace(drawn[0], page=moved)) == 0
