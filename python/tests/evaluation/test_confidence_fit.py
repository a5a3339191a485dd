"""The fitted curve is put where it is read from."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest

from sova_engine.evaluation.confidence_fit import write_curve
from sova_engine.evaluation.logistic import Curve
from sova_engine.retrieval import LOOKS
from sova_engine.retrieval import confidence as ships

SHIPS = Path(ships.__code__.co_filename)
CURVE = Curve(tuple(LOOKS), np.arange(len(LOOKS), dtype=np.float64) / 4, -1.25)


def test_the_curve_that_is_written_is_the_one_that_is_read(tmp_path: Path) -> None:
    module = tmp_path / "confidence.py"
    module.write_text(SHIPS.read_text(encoding="utf-8"), encoding="utf-8")
    write_curve(module, CURVE, 0.44)
    read = runpy.run_path(str(module))
    assert read["THRESHOLD"] == 0.44
    looks = dict.fromkeys(LOOKS, 0.5)
    row = np.full((1, len(LOOKS)), 0.5)
    assert read["confidence"](looks) == pytest.approx(CURVE(row)[0])
    assert read["__doc__"] == ships.__globals__["__doc__"]


def test_a_module_of_another_form_is_left_as_it_is(tmp_path: Path) -> None:
    module = tmp_path / "confidence.py"
    module.write_text("THRESHOLD = 0.4\n", encoding="utf-8")
    with pytest.raises(ValueError, match="_BIAS"):
        write_curve(module, CURVE, 0.44)
    assert module.read_text(encoding="utf-8") == "THRESHOLD = 0.4\n"
