"""Stored float16 read as float32."""

from __future__ import annotations

import numpy as np

from sova_engine.store.half import floats


def test_every_finite_float16_is_read_exactly() -> None:
    every = np.arange(1 << 16, dtype="<u2").view("<f2")
    every = every[np.isfinite(every)]
    found = floats(every.tobytes())
    assert found.dtype == np.float32
    assert found.tobytes() == every.astype(np.float32).tobytes()


def test_nothing_is_nothing() -> None:
    assert floats(b"").shape == (0,)
