"""How structured values are kept in columns."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

import numpy as np

from sova_engine.reading.model import Block, BlockKind, CharBoxes, Table, TableRow


@dataclass(frozen=True, slots=True)
class Structure:
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]


def pack_structure(blocks: tuple[Block, ...], tables: tuple[Table, ...]) -> bytes:
    value = {
        "blocks": [[b.kind.value, b.start, b.end, b.level, b.table] for b in blocks],
        "tables": [
            [t.start, t.end, t.header, [[r.cells, r.start, r.end] for r in t.rows]] for t in tables
        ],
    }
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 6)


def unpack_structure(data: bytes) -> Structure:
    value = json.loads(zlib.decompress(data))
    return Structure(
        tuple(
            Block(BlockKind(k), start, end, level, t) for k, start, end, level, t in value["blocks"]
        ),
        tuple(
            Table(
                start,
                end,
                tuple(header),
                tuple(TableRow(tuple(cells), s, e) for cells, s, e in rows),
            )
            for start, end, header, rows in value["tables"]
        ),
    )


def pack_boxes(chars: CharBoxes) -> bytes | None:
    """Spans as uint32 pairs, then boxes as float32 quadruples; None when there are none."""
    if not chars.spans:
        return None
    spans = np.asarray(chars.spans, dtype="<u4").tobytes()
    boxes = np.asarray(chars.boxes, dtype="<f4").tobytes()
    return zlib.compress(spans + boxes, 6)


def unpack_boxes(data: bytes | None) -> CharBoxes:
    if data is None:
        return CharBoxes()
    raw = zlib.decompress(data)
    count = len(raw) // 24
    spans = np.frombuffer(raw, dtype="<u4", count=count * 2).reshape(count, 2)
    boxes = np.frombuffer(raw, dtype="<f4", offset=count * 8).reshape(count, 4)
    return CharBoxes(
        tuple((int(a), int(b)) for a, b in spans),
        tuple((float(x), float(y), float(w), float(h)) for x, y, w, h in boxes),
    )
