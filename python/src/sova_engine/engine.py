"""The engine assembled: every part made once, started and stopped in one place."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from sova_engine.config import Config
from sova_engine.embedding import HashedEmbedder, WordEmbedder, catalogue, load, load_builtin
from sova_engine.errors import EngineError
from sova_engine.ingest import Ingest, Running
from sova_engine.pictures import draw_page
from sova_engine.reading import close_readers, read_isolated, warm_reader
from sova_engine.search import DenseChannel, Searcher
from sova_engine.store import DocumentRow, Store
from sova_engine.upkeep import BackgroundEmbedding, Lens, VectorKeeper

_log = logging.getLogger(__name__)
_CLEAN = "closed-cleanly"


class Engine:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store(config.data / "engine.db")
        was_clean = self.store.meta.get(_CLEAN) != "no"
        self.store.meta.set(_CLEAN, "no")
        model = _builtin(config)
        builtin = Lens.of(self.store, model, builtin=True)
        self._lenses: tuple[Lens, ...] = (builtin,)
        self._refused: set[str] = set()
        self.keeper = VectorKeeper(self.store, suspicious=not was_clean)
        self.keeper.keep(self._lenses)
        self.background = BackgroundEmbedding(self.store, self._look, self.keeper.wake)
        self.running = Running()
        self.ingest = Ingest(
            self.store, builtin.embedder, builtin.number, read_isolated, self.running
        )
        dense = DenseChannel(self.store, self.keeper)
        self.searcher = Searcher(self.store, dense, self.lenses, model.word_vectors)
        self._stopping = threading.Event()
        self.background.start()
        threading.Thread(target=warm_reader, name="warm-reader", daemon=True).start()

    def lenses(self) -> Sequence[Lens]:
        """Those in use now, the built-in one first."""
        return self._lenses

    def changed(self) -> None:
        """Documents came or went."""
        self.keeper.wake()
        self.background.wake()

    def picture(self, document: DocumentRow, page: int, width: int) -> bytes:
        """PNG of a page of a PDF or an image."""
        if document.view not in ("pdf", "image"):
            raise EngineError("not-found", "the document has no page pictures", page=page)
        return draw_page(document.path, page, width)

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
        self.background.stop()
        self.searcher.close()
        self.keeper.stop()
        self.store.meta.set(_CLEAN, "yes")
        self.store.close()

    def _look(self) -> Sequence[Lens]:
        """On the background thread: an installed model joins, once it can be loaded."""
        if len(self._lenses) == 1:
            for found in catalogue(self.config.resources, self.config.models):
                if found.kind == "builtin" or str(found.folder) in self._refused:
                    continue
                try:
                    better = Lens.of(self.store, load(found), builtin=False)
                except (EngineError, OSError, ValueError) as error:
                    _log.warning("%s cannot be loaded: %s", found.folder, error)
                    self._refused.add(str(found.folder))
                    continue
                self._lenses = (self._lenses[0], better)
                self.keeper.keep(self._lenses)
                break
        return self._lenses


def _builtin(config: Config) -> WordEmbedder:
    try:
        return load_builtin(config.resources)
    except (OSError, ValueError) as error:
        _log.warning("the built-in model cannot be loaded, word features stand in: %s", error)
        return HashedEmbedder()
