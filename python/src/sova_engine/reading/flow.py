"""What every reader of flowing formats does with its pieces: sections, limits, a choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import EngineError
from .model import ReadPage, ReadRequest
from .pieces import Piece, paginate


def pages_of(pieces: Iterable[Piece], request: ReadRequest) -> Iterator[ReadPage]:
    """Sections of the flow, only those asked for; raises ``too-many-pages``."""
    return chosen(paginate(pieces), request)


def chosen(pages: Iterable[ReadPage], request: ReadRequest) -> Iterator[ReadPage]:
    for page in pages:
        if page.number > request.limits.max_pages:
            raise EngineError(
                "too-many-pages", "more pages than the limit", limit=request.limits.max_pages
            )
        if request.only_pages is None or page.number in request.only_pages:
            yield page
