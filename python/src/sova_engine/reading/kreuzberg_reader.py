"""Formats read by kreuzberg: its document structure as pieces.

Old binary Office files and binary workbooks; the rest have readers that keep more of what
stands around the body. It runs without its cache, its OCR and any network.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import kreuzberg as kreuzberg_module

from ..errors import EngineError
from .model import BlockKind, ReadRequest
from .pieces import Piece, heading, paragraph

kreuzberg: Any = kreuzberg_module

_MIME = {
    "doc": "application/msword",
    "ppt": "application/vnd.ms-powerpoint",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "msg": "application/vnd.ms-outlook",
}
_LOCKED = ("password", "encrypt")


def extract(request: ReadRequest, kind: str) -> Any:
    """kreuzberg's result; raises ``password-required`` or ``corrupt-file``."""
    config = kreuzberg.ExtractionConfig(
        use_cache=False,
        enable_quality_processing=False,
        include_document_structure=True,
    )
    try:
        return kreuzberg.extract_bytes_sync(request.path.read_bytes(), _MIME[kind], config=config)
    except kreuzberg.KreuzbergError as error:
        words = str(error).lower()
        if any(word in words for word in _LOCKED):
            raise EngineError("password-required", "encrypted", opens=False) from error
        raise EngineError("corrupt-file", f"kreuzberg: {error}"[:300]) from error


def nodes_of(result: Any) -> list[dict[str, Any]]:
    """The contents of the structure's nodes, in reading order."""
    document: dict[str, list[dict[str, dict[str, Any]]]] = result.document or {"nodes": []}
    return [node["content"] for node in document["nodes"]]


def pieces_of(result: Any) -> Iterator[Piece]:
    """Pieces of a result's structure; sheets and slides begin new pages."""
    nodes = nodes_of(result)
    if not nodes and result.content.strip():
        yield paragraph(result.content)
    for content in nodes:
        match content["node_type"]:
            case "heading":
                yield heading(content["text"], int(content.get("level", 2)))
            case "slide":
                title = content.get("title") or ""
                yield Piece(
                    BlockKind.HEADING if title else BlockKind.PARAGRAPH,
                    title, level=1 if title else 0, page_break=True,
                )  # fmt: skip
            case "table":
                yield Piece(BlockKind.TABLE_ROW, rows=rows_of(content["grid"]))
            case "list_item":
                yield Piece(BlockKind.LIST_ITEM, content["text"])
            case "code":
                yield Piece(BlockKind.CODE, content.get("text") or "")
            case "footnote":
                yield Piece(BlockKind.NOTE, content.get("text") or "")
            case _:
                if content.get("text"):
                    yield paragraph(str(content["text"]))


def rows_of(grid: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    rows = [[""] * int(grid["cols"]) for _ in range(int(grid["rows"]))]
    for cell in grid["cells"]:
        row, column = int(cell["row"]), int(cell["col"])
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = str(cell["content"])
    return tuple(tuple(row) for row in rows)
