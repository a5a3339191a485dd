"""The engine assembled: every part made once, started and stopped in one place."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from sova_engine.config import Config
from sova_engine.embedding import (
    HashedEmbedder,
    WordEmbedder,
    catalogue,
    load,
    load_builtin,
    reranker_folder,
)
from sova_engine.errors import EngineError
from sova_engine.ingest import Ingest, Running
from sova_engine.pictures import draw_page
from sova_engine.precedence import Precedence
from sova_engine.reading import close_readers, read_isolated, warm_reader
from sova_engine.search import DenseChannel, Reranking, Searcher
from sova_engine.store import DocumentRow, Store
from sova_engine.upkeep import BackgroundEmbedding, Lens, VectorKeeper

_log = logging.getLogger(__name__)
_CLEAN = "closed-cleanly"
_Model = TypeVar("_Model")


class Engine:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store(config.data / "engine.db")
        was_clean = self.store.meta.get(_CLEAN) != "no"
        self.store.meta.set(_CLEAN, "no")
        model = _builtin(config)
        builtin = Lens.of(self.store, model, builtin=True)
        self._lenses: tuple[Lens, ...] = (builtin,)
        self._refused: set[tuple[Path, frozenset[tuple[str, int]]]] = set()
        self.precedence = Precedence()
        self.keeper = VectorKeeper(self.store, self.precedence, suspicious=not was_clean)
        self.keeper.keep(self._lenses)
        self.running = Running()
        self.ingest = Ingest(
            self.store,
            builtin.embedder,
            builtin.number,
            read_isolated,
            self.running,
            self.precedence,
        )
        dense = DenseChannel(self.store, self.keeper)
        self._reranking: Reranking | None = None
        self._rerank_wanted = False
        self.searcher = Searcher(self.store, dense, self.lenses, model.word_vectors, self.reranking)
        self.background = BackgroundEmbedding(
            self.store, self._look, self.keeper.wake, self.searcher.warm
        )
        self._stopping = threading.Event()
        self.background.start()
        threading.Thread(target=warm_reader, name="warm-reader", daemon=True).start()

    def lenses(self) -> Sequence[Lens]:
        """Those in use now, the built-in one first."""
        return self._lenses

    def reranking(self) -> Reranking | None:
        """Loaded in the background when it is first asked for: nobody waits for it."""
        if self._reranking is None and not self._rerank_wanted:
            self._rerank_wanted = True
            self.background.wake()
        return self._reranking

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
                if found.kind == "builtin":
                    continue
                better = self._loaded(found.folder, partial(load, found))
                if better is not None:
                    lens = Lens.of(self.store, better, builtin=False)
                    self._lenses = (self._lenses[0], lens)
                    self.keeper.keep(self._lenses)
                    break
        folder = reranker_folder(self.config.models)
        if self._rerank_wanted and self._reranking is None and folder is not None:
            self._reranking = self._loaded(folder, partial(_reranking, folder))
            self._rerank_wanted = self._reranking is not None
        return self._lenses

    def _loaded(self, folder: Path, load: Callable[[], _Model]) -> _Model | None:
        """Files that could not be loaded are not tried again until they are others: a model
        may be looked at while it is still on its way."""
        files = frozenset((one.name, one.stat().st_size) for one in folder.rglob("*.*"))
        if (folder, files) in self._refused:
            return None
        try:
            return load()
        except (EngineError, OSError, ValueError) as error:
            _log.warning("%s cannot be loaded: %s", folder, error)
            self._refused.add((folder, files))
            return None


def _reranking(folder: Path) -> Reranking:
    # Imported on use: onnxruntime is not needed without a model.
    from sova_engine.transformer import Reranker

    return Reranking(Reranker(folder))


def _builtin(config: Config) -> WordEmbedder:
    try:
        return load_builtin(config.resources)
    except (OSError, ValueError) as error:
        _log.warning("the built-in model cannot be loaded, word features stand in: %s", error)
        return HashedEmbedder()
