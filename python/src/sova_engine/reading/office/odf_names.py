"""The namespaces of OpenDocument's elements and attributes."""

from __future__ import annotations

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, DRAW = f"{_URN}text:1.0}}", f"{_URN}table:1.0}}", f"{_URN}drawing:1.0}}"
STYLE, OFFICE = f"{_URN}style:1.0}}", f"{_URN}office:1.0}}"
PRESENTATION, MANIFEST = f"{_URN}presentation:1.0}}", f"{_URN}manifest:1.0}}"
HREF = "{http://www.w3.org/1999/xlink}href"
