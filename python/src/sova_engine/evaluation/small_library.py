"""A library of files put together as the engine puts it together, in this process: files are read
here, and without a vector server, for a library of this size is searched exactly."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

from sova_engine.answers import Read
from sova_engine.api.schemas import IngestRequest, SearchRequest, SearchResult
from sova_engine.embedding import WordEmbedder, load_builtin
from sova_engine.ingest import Ingest, Running, Work
from sova_engine.precedence import Precedence
from sova_engine.reading import DocumentInfo, ReadPage, ReadRequest, open_document
from sova_engine.search import DenseChannel, Searcher
from sova_engine.search.candidates import CandidateLook
from sova_engine.search.quoting import quoted
from sova_engine.store import Store
from sova_engine.upkeep import Lens, VectorKeeper

RESOURCES = Path(__file__).parents[4] / "resources"
WORKSPACE = "default"


@cache
def _model() -> WordEmbedder:
    return load_builtin(RESOURCES)


class SmallLibrary:
    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "engine.db")
        self.lens = Lens.of(self.store, _model(), builtin=True)
        self.keeper = VectorKeeper(self.store, Precedence(), suspicious=False)
        dense = DenseChannel(self.store, self.keeper)
        vectors = _model().word_vectors
        self.look = CandidateLook(dense, vectors)
        self.searcher = Searcher(self.store, dense, lambda: [self.lens], vectors, lambda: None)
        self.name_of: dict[str, str] = {}

    def add(self, files: Iterable[Path]) -> None:
        ingest = Ingest(self.store, self.lens.embedder, self.lens.number, _read, Running())
        for path in files:
            key = sha256(path.name.encode()).hexdigest()
            self.name_of[key] = path.name.split(".")[0]
            request = IngestRequest(
                workspace=WORKSPACE, document_id=key, sha256=key, path=str(path), name=path.name
            )
            for _ in ingest.run(request, Work()):
                pass

    def close(self) -> None:
        self.searcher.close()
        self.keeper.stop()
        self.store.close()

    def ask(self, text: str, before: Sequence[str] = (), **more: object) -> SearchResult:
        request = SearchRequest.model_validate(
            {"workspace": WORKSPACE, "text": text, "context": list(before), "extract": True, **more}
        )
        return self.searcher.search(request)

    def looks(self, text: str, before: Sequence[str] = ()) -> Mapping[str, float]:
        """What the confidence in an answer is made of."""
        request = SearchRequest(workspace=WORKSPACE, text=text, context=list(before))
        return self.searcher.looks(request)

    def read(self, text: str, before: Sequence[str] = ()) -> Read:
        """What is shown for a question, read sentence by sentence, whether it answers or not."""
        request = SearchRequest(workspace=WORKSPACE, text=text, context=list(before))
        return self.searcher.read(request)

    def despite_refusal(
        self, text: str, before: Sequence[str], found: SearchResult
    ) -> SearchResult:
        """With the sentences it would have said: choosing them is judged by itself."""
        said = self.read(text, before)
        return found.model_copy(update={"sentences": quoted(said)})


def _read(
    request: ReadRequest, _cancelled: Callable[[], bool]
) -> tuple[DocumentInfo, Iterator[ReadPage]]:
    return open_document(request)


@contextmanager
def small_library(files: Iterable[Path]) -> Generator[SmallLibrary]:
    with tempfile.TemporaryDirectory(prefix="sova-answers-") as folder:
        library = SmallLibrary(Path(folder))
        try:
            library.add(files)
            yield library
        finally:
            library.close()
