"""Zip packages opened with distrust: entries, ratio, unpacked size and names are checked first."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.etree.ElementTree import fromstring as plain_fromstring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..errors import EngineError
from .encodings import decode
from .model import ReadLimits

_MAX_ENTRIES = 20_000
_MAX_RATIO = 300
_RATIO_MATTERS = 16 * 1024 * 1024
"""Below this size a high ratio harms nobody: empty bitmaps pack a thousandfold."""
_MAX_XML = 256 * 1024 * 1024
_SMALL_XML = 2 * 1024 * 1024
"""So much is quicker read whole."""
_CHUNK = 1024 * 1024
_UTF8_NAME = 0x800
_ENCODING = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")


class Package:
    """An archive whose parts are read by name, within the limits, never unpacked to disk."""

    def __init__(self, source: Path | IO[bytes], limits: ReadLimits) -> None:
        self._limits = limits
        self._left = limits.unpacked_bytes
        try:
            self._zip = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise EngineError("corrupt-file", f"damaged archive: {error}") from error
        self._entries = _named(self._zip.infolist())
        self._lower = {name.lower(): name for name in self._entries}
        _check(self._zip.infolist(), limits)

    @property
    def names(self) -> list[str]:
        return [name for name, entry in self._entries.items() if not entry.is_dir()]

    def has(self, name: str) -> bool:
        return name.lower() in self._lower

    def read(self, name: str, limit: int = _MAX_XML) -> bytes:
        """Raises ``KeyError`` when missing, ``corrupt-file``, ``unpacked-too-large``."""
        entry = self._entries[self._lower[name.lower()]]
        if entry.flag_bits & 0x1:
            raise EngineError("password-required", "an encrypted archive entry", opens=False)
        parts: list[bytes] = []
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    limit -= len(chunk)
                    if self._left < 0 or limit < 0:
                        raise EngineError(
                            "unpacked-too-large", "unpacks to more than the limit",
                            limit=self._limits.unpacked_bytes,
                        )  # fmt: skip
                    parts.append(chunk)
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError,
        ) as error:  # fmt: skip
            raise EngineError("corrupt-file", f"damaged entry {name}: {error}") from error
        return b"".join(parts)

    def part(self, name: str) -> bytes | None:
        """A part that may be missing or damaged without the document being so."""
        try:
            return self.read(name) if self.has(name) else None
        except EngineError as error:
            if error.code == "unpacked-too-large":
                raise
            return None

    def xml(
        self, name: str, prepare: Callable[[bytes], bytes] = lambda data: data
    ) -> Element | None:
        """The part's root, None when it is missing; no DTD, no entities."""
        return parse_xml(prepare(self.read(name))) if self.has(name) else None

    def spare_xml(self, name: str) -> Element | None:
        """The root of a part that may be missing or damaged without the document being so."""
        data = self.part(name)
        try:
            return parse_xml(data) if data is not None else None
        except EngineError:
            return None

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """id -> (type's last word, target inside the package); outside targets are left out."""
        part = PurePosixPath(name)
        root = self.xml(str(part.parent / "_rels" / f"{part.name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            target = join(str(part.parent), relation.get("Target", ""))
            found[relation.get("Id", "")] = (kind, target)
        return found

    def close(self) -> None:
        self._zip.close()


def parse_xml(data: bytes, *, allow_doctype: bool = False) -> Element:
    """Raises ``corrupt-file``: broken, or with entities, or with a DTD unless that is allowed."""
    if _is_plain(data):
        try:
            return plain_fromstring(data)
        except ParseError as error:
            raise EngineError("corrupt-file", f"broken XML: {error}") from error
    try:
        root: Element = fromstring(data, forbid_dtd=not allow_doctype)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise EngineError("corrupt-file", f"refused XML: {error}") from error
    return root


def local_name(element: Element) -> str:
    """The tag without its namespace, of which Office has two for each kind of part."""
    return element.tag.rsplit("}", 1)[-1]


def elements(data: bytes, *names: str) -> Iterator[Element]:
    """Every element of these local names, each forgotten before the next: parts of any length.

    Raises ``corrupt-file`` as ``parse_xml`` does.
    """
    if len(data) <= _SMALL_XML or not _is_plain(data):
        for one in parse_xml(data).iter():
            if one.tag.endswith(names) and local_name(one) in names:
                yield one
        return
    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end")):
            if local_name(element) not in names:
                if event == "end" and not depth:
                    element.clear()
            elif event == "start":
                depth += 1
            else:
                depth -= 1
                yield element
                if not depth:
                    element.clear()
    except ParseError as error:
        raise EngineError("corrupt-file", f"broken XML: {error}") from error


def _is_plain(data: bytes) -> bool:
    """UTF-8 without a document type: nothing to refuse, so the fast parser may read it."""
    declared = _ENCODING.match(data)
    known = declared is None or declared.group(1).lower() in (b"utf-8", b"us-ascii")
    return (
        known
        and data.find(b"<!DOCTYPE") < 0
        and data.find(b"\x00") < 0
        and (not data.startswith((b"\xff\xfe", b"\xfe\xff")))
    )


def join(folder: str, target: str) -> str:
    """A relative reference inside a package, ``..`` followed, never leaving it."""
    parts: list[str] = [] if target.startswith("/") else [p for p in folder.split("/") if p != "."]
    for part in target.split("/"):
        if part == "..":
            if parts:
                parts.pop()
        elif part and part != ".":
            parts.append(part)
    return "/".join(parts)


def _named(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """By name; links are left out, and of two entries of one name both are kept."""
    named: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        if stat.S_ISLNK(entry.external_attr >> 16):
            continue
        name, count = _name(entry), 1
        path = PurePosixPath(name)
        while name in named and not entry.is_dir():
            count += 1
            name = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
        named[name] = entry
    return named


def _name(entry: zipfile.ZipInfo) -> str:
    """Names not marked as UTF-8 are in the code page of whoever packed them, often CP852."""
    name = entry.filename
    if name.isascii() or entry.flag_bits & _UTF8_NAME:
        return name
    try:
        return decode(name.encode("cp437"))[0]
    except UnicodeEncodeError:
        return name


def _check(entries: list[zipfile.ZipInfo], limits: ReadLimits) -> None:
    if len(entries) > _MAX_ENTRIES:
        raise EngineError("archive-unsafe", "too many entries", entries=len(entries))
    total = 0
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        drive = len(name) > 1 and name[1] == ":"
        if name.startswith("/") or drive or ".." in name.split("/"):
            raise EngineError("archive-unsafe", "an entry's path leaves the archive")
        total += entry.file_size
        if entry.file_size > _RATIO_MATTERS and entry.file_size > _MAX_RATIO * max(
            entry.compress_size, 1
        ):
            raise EngineError("archive-unsafe", "an entry unpacks suspiciously far")
    if total > limits.unpacked_bytes:
        raise EngineError(
            "unpacked-too-large", "unpacks to more than the limit",
            bytes=total, limit=limits.unpacked_bytes,
        )  # fmt: skip
