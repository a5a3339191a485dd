"""How vectors travel: a JSON header and a float32 matrix in one body.

    uint32 length of the header | header, UTF-8 JSON | rows x columns float32

All little-endian. A 1,024-dimensional vector takes 4 KiB so, and about 20 as JSON.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np

from sova_engine.vectors.model import Matrix

CONTENT_TYPE = "application/x-sova-vectors"


class BadFrame(ValueError):
    """The body is not a frame."""


def pack(header: Mapping[str, object], matrix: Matrix) -> bytes:
    """The matrix's shape is added to the header as ``shape``."""
    text = json.dumps({**header, "shape": list(matrix.shape)}, ensure_ascii=False).encode()
    return struct.pack("<I", len(text)) + text + matrix.astype("<f4", copy=False).tobytes()


def unpack(body: bytes) -> tuple[dict[str, Any], Matrix]:
    """Raises ``BadFrame``."""
    try:
        (length,) = struct.unpack_from("<I", body)
        header = json.loads(body[4 : 4 + length])
        rows, columns = (int(n) for n in header.pop("shape"))
        matrix = np.frombuffer(body, dtype="<f4", offset=4 + length)
        return header, matrix.reshape(rows, columns)
    except (struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFrame(str(error)) from error
