"""Signs of a damaged PDF that PDFium passes over in silence."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from ...errors import EngineError

_PAGES = re.compile(rb"/Type\s*/Pages\b")
_AROUND = 4_000
_COUNT = re.compile(rb"/Count\s+(-?\d+)(\s+\d+\s+R)?")
_OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
_SIZE = re.compile(rb"/Size\s+(\d+)")
_SUSPICIOUS = 50_000
_READ = 256 * 1024 * 1024


def is_encrypted(path: Path) -> bool:
    """Whether the file names an encryption; PDFium's last error may be another file's."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b"Encrypt") >= 0


def names_no_pages(path: Path) -> bool:
    """Whether every page tree in the file counts nothing: PDFium refuses such a file unnamed."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        counts = [found.group(1) for node in _nodes(data) if (found := _COUNT.search(node))]
    return len(counts) > 0 and all(count == b"0" for count in counts)


def check_page_tree(path: Path) -> None:
    """Raises ``corrupt-file`` where the page tree cannot be true.

    Its count is no number, or names more pages than the file has objects: pages would be
    lost without a word.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for node in _nodes(data):
            found = _COUNT.search(node)
            if found is None:
                continue
            if found.group(2):
                if _is_no_number(data, int(found.group(1))):
                    raise EngineError("corrupt-file", "the page count is not a number")
            elif int(found.group(1)) > _SUSPICIOUS and int(found.group(1)) > _objects(data):
                raise EngineError("corrupt-file", "more pages are named than there are objects")


def _nodes(data: mmap.mmap) -> Iterator[bytes]:
    """What stands in the file's page tree nodes."""
    for found in _PAGES.finditer(data, 0, _READ):
        before = max(found.start() - _AROUND, 0)
        start = max(data.rfind(b"endobj", before, found.start()), before)
        end = data.find(b"endobj", found.end(), found.end() + _AROUND)
        yield data[start : end if end >= 0 else found.end() + _AROUND]


def _is_no_number(data: mmap.mmap, number: int) -> bool:
    body = re.search(rb"(?:^|[\s>])%d\s+\d+\s+obj\s*(\S)" % number, data)
    return body is not None and not body.group(1).isdigit()


def _objects(data: mmap.mmap) -> int:
    sizes = [int(size) for size in _SIZE.findall(data)]
    return max([sum(1 for _ in _OBJECT.finditer(data)), *(size for size in sizes if size < 10**7)])
