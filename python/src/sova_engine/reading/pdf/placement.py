"""Where things of a PDF page lie on the page as it is shown: cropped and rotated."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pypdfium2.raw as raw_module
from numpy.typing import NDArray

raw: Any = raw_module

_SCALE = 100


class Placement:
    """Maps the page's own coordinates to points from the shown page's top left."""

    def __init__(self, page: Any) -> None:
        self.width: float = raw.FPDF_GetPageWidthF(page)
        self.height: float = raw.FPDF_GetPageHeightF(page)
        origin = self._device(page, 0.0, 0.0)
        right = self._device(page, 1000.0, 0.0)
        up = self._device(page, 0.0, 1000.0)
        self.e, self.f = origin
        self._origin = np.array((self.e, self.f) * 2)
        self.a, self.b = (right[0] - self.e) / 1000, (right[1] - self.f) / 1000
        self.c, self.d = (up[0] - self.e) / 1000, (up[1] - self.f) / 1000

    def _device(self, page: Any, x: float, y: float) -> tuple[float, float]:
        out_x, out_y = ctypes.c_int(), ctypes.c_int()
        size = (round(self.width * _SCALE), round(self.height * _SCALE))
        raw.FPDF_PageToDevice(
            page, 0, 0, size[0], size[1], 0, x, y, ctypes.byref(out_x), ctypes.byref(out_y)
        )
        return out_x.value / _SCALE, out_y.value / _SCALE

    def sides(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Left, bottom, right, top, a row each, as rows of x0, y0, x1, y1; NaN stays NaN."""
        across, up = boxes[::2], boxes[1::2]
        x1, x2 = self.a * across + self.c * up
        y1, y2 = self.b * across + self.d * up
        low, high = np.minimum((x1, y1), (x2, y2)), np.maximum((x1, y1), (x2, y2))
        return (np.concatenate((low, high)).T + self._origin).T
