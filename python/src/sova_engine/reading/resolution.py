"""How fine a picture is, for text recognition."""

from __future__ import annotations

from typing import Any

from PIL import Image

_SCREEN_DPI = 110


def dpi_of(image: Image.Image) -> float:
    """The stated resolution where it is believable, else a guess from the size."""
    info: Any = image.info
    try:
        stated = float(info["dpi"][0])
    except (KeyError, TypeError, IndexError, ValueError, ZeroDivisionError):
        stated = 0.0
    if 90 <= stated <= 1200:
        return stated
    longer = max(image.size)
    return max(_SCREEN_DPI, longer / 11.7) if longer > 1_200 else _SCREEN_DPI
