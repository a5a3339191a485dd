"""The engine assembled: every part made once, started and stopped in one place."""

from __future__ import annotations

import logging
import threading

from sova_engine.config import Config
from sova_engine.embedding import Embedder, HashedEmbedder, load_builtin
from sova_engine.errors import EngineError
from sova_engine.ingest import Ingest, Running
from sova_engine.pictures import draw_page
from sova_engine.reading import close_readers, read_isolated, warm_reader
from sova_engine.search import DenseChannel, Searcher
from sova_engine.store import DocumentRow, Store
from sova_engine.upkeep import VectorKeeper

_log = logging.getLogger(__name__)
_CLEAN = "closed-cleanly"


class Engine:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store(config.data / "engine.db")
        self.was_clean = self.store.meta.get(_CLEAN) != "no"
        self.store.meta.set(_CLEAN, "no")
        self.embedder: Embedder = _builtin(config)
        number = self.store.vectors.register(self.embedder.id, self.embedder.dimensions)
        self.embedders = [(number, self.embedder.id, self.embedder.dimensions)]
        self.keeper = VectorKeeper(self.store, suspicious=not self.was_clean)
        self.keeper.keep(self.embedders)
        self.running = Running()
        self.ingest = Ingest(self.store, self.embedder, number, read_isolated, self.running)
        dense = DenseChannel(self.store, self.keeper, self.embedders[0])
        self.searcher = Searcher(self.store, self.embedder, dense)
        self._stopping = threading.Event()
        threading.Thread(target=warm_reader, name="warm-reader", daemon=True).start()

    def picture(self, document: DocumentRow, page: int, width: int) -> bytes:
        """PNG of a page of a PDF or an image."""
        if document.view not in ("pdf", "image"):
            raise EngineError("not-found", "the document has no page pictures", page=page)
        return draw_page(document.path, page, width)

    def pause_embedding(self, paused: bool) -> None:
        self.store.meta.set("embedding-paused", "yes" if paused else "no")

    def stop_working(self) -> None:
        """Running work lets go; may be called from any thread, and twice."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self.running.close()
        close_readers()

    def close(self) -> None:
        """After the last request."""
        self.stop_working()
        self.keeper.stop()
        self.store.meta.set(_CLEAN, "yes")
        self.store.close()


def _builtin(config: Config) -> Embedder:
    try:
        return load_builtin(config.resources)
    except (OSError, ValueError) as error:
        _log.warning("the built-in model cannot be loaded, word features stand in: %s", error)
        return HashedEmbedder()
