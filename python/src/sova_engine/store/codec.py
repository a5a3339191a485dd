"""How structured values are kept in columns."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

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
    """None when there are none."""
    return zlib.compress(chars.packed, 6) if chars.packed else None


def unpack_boxes(data: bytes | None) -> CharBoxes:
    return CharBoxes() if data is None else CharBoxes(zlib.decompress(data))
