"""Reading: any file to pages of text with structure, offsets, boxes and a stated outcome."""

from .isolated import close_readers, read_isolated, warm_reader
from .model import (
    Block,
    BlockKind,
    CharBoxes,
    DocumentInfo,
    Outcome,
    ReadLimits,
    ReadPage,
    ReadRequest,
    Table,
    TableRow,
    Unit,
    View,
)
from .opening import open_document

__all__ = [
    "Block", "BlockKind", "CharBoxes", "DocumentInfo", "Outcome", "ReadLimits", "ReadPage",
    "ReadRequest", "Table", "TableRow", "Unit", "View",
    "close_readers", "open_document", "read_isolated", "warm_reader",
]  # fmt: skip
