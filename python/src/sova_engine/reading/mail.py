"""Mail: EML by the standard library, MHTML as the page it holds."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from typing import cast

from .encodings import decode
from .flow import chosen
from .html import read_html
from .model import DocumentInfo, Outcome, ReadPage, ReadRequest, Unit, View
from .nested import numbered, read_nested
from .pieces import Piece, heading, paginate, paragraph

_HEADERS = ("From", "To", "Cc", "Date")
_MOST_PARTS = 1_000
_MESSAGE = "message/rfc822"
_SIGNATURES = (
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
    "application/pgp-keys",
)  # fmt: skip
"""Say who wrote the message, and hold nothing to read."""


class MailReader:
    """``kind`` is eml or mhtml."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        message = _parse(request.path.read_bytes())
        subject = _header(message, "Subject")
        unit = Unit.MESSAGE if self._kind == "eml" else Unit.SECTION
        info = DocumentInfo(self._kind, View.TEXT, unit, None, title=subject or None)
        if self._kind == "mhtml":
            pieces = list(_body(message))
            return info, chosen(paginate(pieces), request)
        return info, numbered(_pages(message, subject, request), request)


def _parse(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
        return _unencoded(message, name) if "\ufffd" in value else value
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):  # a malformed header
        raw = dict(message.raw_items()).get(name, "")
        return str(raw)


def _unencoded(message: EmailMessage, name: str) -> str:
    """A header written as it is, in whatever code page its writer had."""
    raw = next((str(v) for k, v in message.raw_items() if k.lower() == name.lower()), "")
    return " ".join(decode(raw.encode("ascii", "surrogateescape"))[0].split())


def _pages(message: EmailMessage, subject: str, request: ReadRequest) -> Iterator[ReadPage]:
    from .opening import open_document

    head = [heading(subject, 1)] if subject else []
    for name in _HEADERS:
        value = _header(message, name)
        if value:
            head.append(paragraph(f"{name}: {value}"))
    yield from paginate([*head, *_body(message)])
    for name, data, shown_inside in _attachments(message):
        for page in read_nested(data, name, request, open_document):
            if page.outcome is not Outcome.EMPTY or not shown_inside:
                yield page


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something; an attached message is one, whatever it holds."""
    todo = [message]
    for _ in range(_MOST_PARTS):
        if not todo:
            return
        part = todo.pop()
        if part.is_multipart() and (part is message or part.get_content_maintype() != "message"):
            todo += reversed(_inside(part))
        else:
            yield part


def _is_attachment(part: EmailMessage) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() == _MESSAGE
        or (part.get_content_maintype() != "text" and part.get_filename() is not None)
    )


def _body(message: EmailMessage) -> Iterator[Piece]:
    plain: list[str] = []
    markup: list[list[Piece]] = []
    for part in _leaves(message):
        if _is_attachment(part):
            continue
        charset = part.get_content_charset()
        if part.get_content_type() == "text/html":
            markup.append(read_html(_payload(part), charset)[0])
        elif part.get_content_maintype() == "text":
            plain.append(decode(_payload(part), charset)[0])
    return body_pieces("\n\n".join(plain), markup)


def body_pieces(shown: str, markup: list[list[Piece]]) -> Iterator[Piece]:
    """Plain text where there is any, with the HTML's own words added when they differ."""
    for part in shown.split("\n\n"):
        yield paragraph(part)
    known = set(shown.split())
    for pieces in markup:
        words = [word for piece in pieces for word in piece.text.split()]
        new = sum(1 for word in words if word not in known)
        if not shown.strip() or new > 0.1 * len(words):
            yield from pieces


def _payload(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    if isinstance(payload, bytes):
        return payload
    return str(part.get_payload()).encode("utf-8", errors="replace")


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes, bool]]:
    """(name, content, whether it is a picture shown inside the message's text)."""
    for part in _leaves(message):
        if _is_attachment(part) and part.get_content_type() not in _SIGNATURES:
            picture = part.get_content_maintype() == "image" and "Content-ID" in part
            yield _name(part), _inner(part) or _payload(part), picture


def _name(part: EmailMessage) -> str:
    inner = _attached_message(part)
    if inner is not None:
        return _header(inner, "Subject").replace("/", "-").replace("\\", "-") or "?"
    try:
        return part.get_filename() or part.get_content_type()
    except (ValueError, LookupError, AttributeError, TypeError):  # a malformed header
        return part.get_content_type()


def _inner(part: EmailMessage) -> bytes | None:
    """An attached message as the file it was."""
    inner = _attached_message(part)
    try:
        return inner.as_bytes(policy=email.policy.compat32) if inner is not None else None
    except (ValueError, LookupError, AttributeError, TypeError):
        return None


def _attached_message(part: EmailMessage) -> EmailMessage | None:
    if part.get_content_type() != _MESSAGE:
        return None
    return next(iter(_inside(part)), None)


def _inside(part: EmailMessage) -> list[EmailMessage]:
    """The parts of a part that has some."""
    held: object = part.get_payload()
    parts = cast("list[object]", held) if isinstance(held, list) else []
    return [one for one in parts if isinstance(one, EmailMessage)]
