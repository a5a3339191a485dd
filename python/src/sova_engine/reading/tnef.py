"""winmail.dat: what Outlook sends to others when it packs a message its own way (TNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import EngineError
from .encodings import decode
from .html import read_html
from .mail import body_pieces
from .model import DocumentInfo, ReadPage, ReadRequest, Unit, View
from .nested import numbered, read_nested
from .pieces import heading, paginate

_HEAD = 6
"""The format's sign and a key."""
_SUBJECT, _BODY, _PROPERTIES = 0x00018004, 0x0002800C, 0x00069003
_NEW, _TITLE, _DATA, _OF_ATTACHMENT = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_P_SUBJECT, _P_BODY, _P_HTML, _P_DATA, _P_LONG_NAME = 0x0037, 0x1000, 0x1013, 0x3701, 0x3707
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
"""Bytes of a property's value by its type."""
_WIDE, _NARROW, _OBJECT, _BYTES = 0x1F, 0x1E, 0x0D, 0x102
_INTERFACE = 16
"""Bytes before an object's own: which kind of object it is."""
_MANY = 0x1000
_MOST = 10_000


@dataclass
class _Attachment:
    name: str = ""
    data: bytes = b""


@dataclass
class _Message:
    subject: str = ""
    body: str = ""
    html: bytes = b""
    attachments: list[_Attachment] = field(default_factory=list[_Attachment])


class TnefReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        message = _parse(request.path.read_bytes())
        info = DocumentInfo("eml", View.TEXT, Unit.MESSAGE, None, title=message.subject or None)
        return info, numbered(_pages(message, request), request)


def _pages(message: _Message, request: ReadRequest) -> Iterator[ReadPage]:
    from .opening import open_document

    head = [heading(message.subject, 1)] if message.subject else []
    markup = [read_html(message.html)[0]] if message.html else []
    pieces = [*head, *body_pieces(message.body.replace("\r\n", "\n"), markup)]
    if any(piece.text.strip() or piece.rows for piece in pieces) or not message.attachments:
        yield from paginate(pieces)
    for one in message.attachments:
        yield from read_nested(one.data, one.name or "?", request, open_document)


def _parse(data: bytes) -> _Message:
    """Raises ``corrupt-file`` when the file breaks off before anything can be read."""
    message = _Message()
    at = _HEAD
    try:
        while at + 9 <= len(data):
            _, attribute, size = struct.unpack_from("<BII", data, at)
            value = data[at + 9 : at + 9 + size]
            at += 9 + size + 2  # a check sum follows
            _take(message, attribute, value)
    except (struct.error, IndexError) as error:
        if not message.attachments and not message.body:
            raise EngineError("corrupt-file", f"damaged winmail.dat: {error}") from error
    return message


def _take(message: _Message, attribute: int, value: bytes) -> None:
    last = message.attachments[-1] if message.attachments else None
    if attribute == _SUBJECT:
        message.subject = message.subject or _narrow(value)
    elif attribute == _BODY:
        message.body = message.body or _narrow(value)
    elif attribute == _PROPERTIES:
        found = dict(_properties(value))
        message.subject = _shown(found.get(_P_SUBJECT)) or message.subject
        message.body = _shown(found.get(_P_BODY)) or message.body
        html = found.get(_P_HTML, "")
        message.html = html.encode() if isinstance(html, str) else html
    elif attribute == _NEW and len(message.attachments) < _MOST:
        message.attachments.append(_Attachment())
    elif last is not None and attribute == _TITLE:
        last.name = last.name or _narrow(value)
    elif last is not None and attribute == _DATA:
        last.data = value
    elif last is not None and attribute == _OF_ATTACHMENT:
        found = dict(_properties(value))
        last.name = _shown(found.get(_P_LONG_NAME)) or last.name
        packed = found.get(_P_DATA)
        if not last.data and isinstance(packed, bytes):
            last.data = packed[_INTERFACE:]


def _properties(data: bytes) -> Iterator[tuple[int, str | bytes]]:
    """(number, value) of the texts and bytes among a block of properties."""
    (count,) = struct.unpack_from("<I", data, 0)
    at = 4
    for _ in range(min(count, _MOST)):
        kind, number = struct.unpack_from("<HH", data, at)
        at += 4
        if number >= 0x8000:  # a named one: its name comes first
            (by_text,) = struct.unpack_from("<I", data, at + 16)
            (length,) = struct.unpack_from("<I", data, at + 20)
            at += 24 + (_padded(length) if by_text else 0)
        one, many = kind & ~_MANY, bool(kind & _MANY)
        if one in _FIXED:
            times = 1
            if many:
                (times,) = struct.unpack_from("<I", data, at)
                at += 4
            at += _FIXED[one] * times
            continue
        (times,) = struct.unpack_from("<I", data, at)
        at += 4
        for _ in range(min(times, _MOST)):
            (length,) = struct.unpack_from("<I", data, at)
            value = data[at + 4 : at + 4 + length]
            at += 4 + _padded(length)
            if one == _WIDE:
                yield number, value.decode("utf-16-le", errors="replace").strip("\x00")
            elif one == _NARROW:
                yield number, _narrow(value)
            elif one in (_BYTES, _OBJECT):
                yield number, value


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4


def _narrow(value: bytes) -> str:
    return decode(value)[0].strip("\x00 ")


def _shown(value: str | bytes | None) -> str:
    return value if isinstance(value, str) else ""
