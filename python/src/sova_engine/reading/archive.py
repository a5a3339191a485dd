"""ZIP archives: every file of them read in turn, none unpacked to where it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..errors import EngineError
from .model import DocumentInfo, Outcome, ReadPage, ReadRequest, Unit, View
from .nested import failed, numbered, read_nested
from .package import Package

_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class ArchiveReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        package = Package(request.path, request.limits)
        names = [name for name in package.names if not _is_junk(name)]
        if not names:
            raise EngineError("empty-file", "the archive has no files")
        info = DocumentInfo("zip", View.TEXT, Unit.SECTION, None)
        return info, numbered(_pages(package, names, request), request)


def _is_junk(name: str) -> bool:
    path = PurePosixPath(name)
    return name.startswith(_JUNK[0]) or path.name in _JUNK or path.name.startswith("._")


def _pages(package: Package, names: list[str], request: ReadRequest) -> Iterator[ReadPage]:
    """Raises the first file's error when none can be read."""
    from .opening import open_document

    failures: list[ReadPage] = []
    read = False
    for name in names:
        try:
            data = package.read(name, limit=request.limits.unpacked_bytes)
        except EngineError as error:
            if error.code == "unpacked-too-large":
                raise
            pages: Iterator[ReadPage] = iter([failed(name, error)])
        else:
            pages = read_nested(data, name, request, open_document)
        for page in pages:
            if page.outcome is Outcome.FAILED and not read:
                failures.append(page)
                continue
            read = True
            yield from failures
            failures = []
            yield page
    if not read and failures:
        code = failures[0].reason_code or "corrupt-file"
        raise EngineError(code, failures[0].reason or "no file of the archive can be read")
