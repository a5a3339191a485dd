"""Chroma without what it loads and we never use: a quarter of its time to start, 15 MB.

It imports an exporter of traces over gRPC, though traces are off, and httpx imports rich
for a command line of its own where it can be had.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast

_EXPORTER = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"
_COMMAND_LINE = "rich"


class _NoExporter:
    def __init__(self, **_options: object) -> None:
        raise RuntimeError("traces are not exported")


def load_less() -> None:
    """Before Chroma is first imported; what is there already stays."""
    if _EXPORTER not in sys.modules:
        stand_in = ModuleType(_EXPORTER)
        setattr(stand_in, "OTLPSpanExporter", _NoExporter)  # noqa: B010
        sys.modules[_EXPORTER] = stand_in
    if _COMMAND_LINE not in sys.modules:
        # None makes an import of it fail, which httpx expects.
        cast("dict[str, object]", sys.modules)[_COMMAND_LINE] = None
