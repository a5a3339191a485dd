"""Documents inside documents: attachments of mail, files of an archive."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..errors import EngineError
from .clean import one_line
from .model import CharBoxes, Outcome, ReadPage, ReadRequest

_MAX_DEPTH = 3
_LABEL = 120

OpenDocument = Callable[[ReadRequest], tuple[object, Iterator[ReadPage]]]


def read_nested(
    data: bytes, name: str, request: ReadRequest, open_document: OpenDocument
) -> Iterator[ReadPage]:
    """Pages of an inner document, named after it; a failure is one failed page.

    Numbers are the inner document's own: whoever embeds it numbers anew.
    """
    shown = one_line(PurePosixPath(name.replace("\\", "/")).name)[:_LABEL] or "?"
    if request.depth >= _MAX_DEPTH:
        yield failed(shown, EngineError("archive-unsafe", "nested too deeply"))
        return
    with tempfile.NamedTemporaryFile(prefix="sova-reader-", delete=False) as file:
        file.write(data)
    path = Path(file.name)
    inner = replace(request, path=path, name=shown, depth=request.depth + 1, only_pages=None)
    try:
        _, pages = open_document(inner)
        for page in pages:
            yield labelled(page, shown)
    except EngineError as error:
        yield failed(shown, error)
    finally:
        path.unlink(missing_ok=True)


def labelled(page: ReadPage, name: str) -> ReadPage:
    """A page of an inner document, named after it."""
    detail = page.label or (str(page.number) if page.number > 1 else "")
    # The viewer has no picture of an inner document: boxes would mark nothing.
    return replace(
        page,
        label=f"{name} · {detail}" if detail else name,
        chars=CharBoxes(),
        width=None,
        height=None,
    )


def failed(label: str, error: EngineError) -> ReadPage:
    return ReadPage(
        1, "", Outcome.FAILED, label=label, reason_code=error.code, reason=error.message
    )


def numbered(pages: Iterator[ReadPage], request: ReadRequest, start: int = 1) -> Iterator[ReadPage]:
    """The same pages counted through; only those asked for."""
    for number, page in enumerate(pages, start=start):
        if number > request.limits.max_pages:
            raise EngineError(
                "too-many-pages", "more pages than the limit", limit=request.limits.max_pages
            )
        if request.only_pages is None or number in request.only_pages:
            yield replace(page, number=number)
