"""Outlook messages (MSG) with their attachments, messages inside messages included."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..errors import EngineError
from .compound import CompoundFile
from .encodings import decode
from .html import read_html
from .kreuzberg_reader import extract, nodes_of
from .mail import body_pieces
from .model import DocumentInfo, ReadPage, ReadRequest, Unit, View
from .nested import labelled, numbered, read_nested
from .pieces import Piece, heading, paginate, paragraph

_SUBJECT, _BODY, _HTML, _TO, _CC = "0037", "1000", "1013", "0E04", "0E03"
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP = "0C1A", "0C1F", "5D01"
_DATA, _EMBEDDED, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME = (
    "37010102", "3701000D", "3707", "3704", "3001",
)  # fmt: skip
_SENT = 0x00390040
_PROPERTIES = "__properties_version1.0"
_ROOT_HEAD, _EMBEDDED_HEAD = 32, 24
_MOST_ATTACHMENTS = 1_000
_MAX_DEPTH = 3


@dataclass(frozen=True, slots=True)
class _Message:
    file: CompoundFile
    storage: int = 0
    depth: int = 0

    def streams(self) -> dict[str, bytes]:
        return self.file.streams(self.storage)


class MsgReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        message = _Message(CompoundFile(request.path.read_bytes()))
        subject = _text(message.streams(), _SUBJECT)
        info = DocumentInfo("msg", View.TEXT, Unit.MESSAGE, None, title=subject or None)
        return info, numbered(_pages(message, request), request)


def _pages(message: _Message, request: ReadRequest) -> Iterator[ReadPage]:
    streams = message.streams()
    pieces = list(_pieces(streams, _EMBEDDED_HEAD if message.depth else _ROOT_HEAD))
    body = list(_body(streams))
    if not message.depth and not any(piece.text.strip() or piece.rows for piece in body):
        body = list(_other_body(request))
    yield from paginate([*pieces, *body])
    yield from _attachments(message, request)


def _pieces(streams: dict[str, bytes], head: int) -> Iterator[Piece]:
    subject = _text(streams, _SUBJECT)
    if subject:
        yield heading(subject, 1)
    name, address = _text(streams, _SENDER), _text(streams, _SENDER_SMTP)
    address = address or _text(streams, _SENDER_ADDRESS)
    shown = f"{name} <{address}>" if "@" in address and address != name else name or address
    sent = _sent(streams.get(_PROPERTIES, b"")[head:])
    values = {"From": shown, "To": _text(streams, _TO), "Cc": _text(streams, _CC), "Date": sent}
    for key, value in values.items():
        if value:
            yield paragraph(f"{key}: {value}")


def _body(streams: dict[str, bytes]) -> Iterator[Piece]:
    plain = _text(streams, _BODY)
    markup = streams.get(f"__substg1.0_{_HTML}0102")
    pages = [read_html(markup)[0]] if markup else []
    return body_pieces(plain.replace("\r\n", "\n"), pages)


def _other_body(request: ReadRequest) -> Iterator[Piece]:
    """Of a message that has its text only as compressed RTF."""
    for content in nodes_of(extract(request, "msg")):
        if content.get("text"):
            yield paragraph(str(content["text"]))


def _text(streams: dict[str, bytes], tag: str) -> str:
    """A property as Unicode, or in the code page it was written in."""
    wide = streams.get(f"__substg1.0_{tag}001F")
    if wide is not None:
        return wide.decode("utf-16-le", errors="replace").strip("\x00 ")
    narrow = streams.get(f"__substg1.0_{tag}001E")
    return decode(narrow)[0].strip("\x00 ") if narrow else ""


def _sent(properties: bytes) -> str:
    for at in range(0, len(properties) - 15, 16):
        tag, _, ticks = struct.unpack_from("<IIQ", properties, at)
        if tag == _SENT:
            try:
                when = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
            except OverflowError:
                return ""
            return when.strftime("%Y-%m-%d %H:%M UTC")
    return ""


def _attachments(message: _Message, request: ReadRequest) -> Iterator[ReadPage]:
    from .opening import open_document

    storages = sorted(message.file.storages(message.storage).items())
    kept = [at for name, at in storages if name.startswith("__attach_version1.0_")]
    for storage in kept[:_MOST_ATTACHMENTS]:
        streams = message.file.streams(storage)
        named = (_text(streams, tag) for tag in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME))
        name = next(filter(None, named), "?")
        inner = message.file.storages(storage).get(f"__substg1.0_{_EMBEDDED}")
        data = streams.get(f"__substg1.0_{_DATA}")
        if data is not None:
            yield from read_nested(data, name, request, open_document)
        elif inner is not None and message.depth < _MAX_DEPTH:
            yield from _embedded(_Message(message.file, inner, message.depth + 1), name, request)


def _embedded(message: _Message, name: str, request: ReadRequest) -> Iterator[ReadPage]:
    """An attached message; an attached object of another kind has no text of its own."""
    if _PROPERTIES not in message.streams():
        return
    try:
        for page in _pages(message, request):
            yield labelled(page, name)
    except EngineError as error:
        if error.code == "too-many-pages":
            raise
