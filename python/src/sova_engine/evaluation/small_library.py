"""A library of a few files in the real engine, in this process and without a vector server:
a small library is searched exactly, over cached vectors."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

from sova_engine.answers import Asked, Question
from sova_engine.api.schemas import IngestRequest, SearchRequest, SearchResult
from sova_engine.config import Config
from sova_engine.embedding import WordEmbedder, load_builtin
from sova_engine.engine import Engine
from sova_engine.ingest import Work
from sova_engine.lexical import query
from sova_engine.search.quoting import quoted, read_shown

RESOURCES = Path(__file__).parents[4] / "resources"
WORKSPACE = "default"


@cache
def _model() -> WordEmbedder:
    return load_builtin(RESOURCES)


class SmallLibrary:
    def __init__(self, engine: Engine, files: Iterable[Path]) -> None:
        self.engine = engine
        self.name_of: dict[str, str] = {}
        for path in files:
            key = sha256(path.name.encode()).hexdigest()
            self.name_of[key] = path.name.split(".")[0]
            request = IngestRequest(
                workspace=WORKSPACE, document_id=key, sha256=key, path=str(path), name=path.name
            )
            for _ in engine.ingest.run(request, Work()):
                pass

    def ask(self, text: str, before: Sequence[str] = (), **more: object) -> SearchResult:
        request = SearchRequest.model_validate(
            {"workspace": WORKSPACE, "text": text, "context": list(before), "extract": True, **more}
        )
        return self.engine.searcher.search(request)

    def looks(self, text: str, before: Sequence[str] = ()) -> Mapping[str, float]:
        """What the confidence in an answer is made of."""
        request = SearchRequest(workspace=WORKSPACE, text=text, context=list(before))
        return self.engine.searcher.looks(request)

    def question(self, text: str, before: Sequence[str], found: SearchResult) -> Question:
        """As the search makes it."""
        embedder = self.engine.lenses()[0].embedder
        searched = " ".join([*before, text])
        known = query(searched, found.language, self.engine.store.lexical.vocabulary)
        asked = Asked(text, found.language, known, embedder.embed_queries([searched])[0])
        return Question(asked, embedder.embed_queries, _model().word_vectors)

    def despite_refusal(
        self, text: str, before: Sequence[str], found: SearchResult
    ) -> SearchResult:
        """With the sentences it would have said: choosing them is judged by itself."""
        question = self.question(text, before, found)
        said = read_shown(self.engine.store, WORKSPACE, question, found.passages)
        return found.model_copy(update={"sentences": quoted(said)})

    def whole_text(self, document: str) -> str:
        """The text of all its pages, as read."""
        key = next(key for key, name in self.name_of.items() if name == document)
        row = self.engine.store.documents.get(WORKSPACE, key)
        pages = self.engine.store.documents.pages(row.number)
        return "\n".join(
            self.engine.store.documents.page(row.number, page.number).text for page in pages
        )


@contextmanager
def small_library(files: Iterable[Path]) -> Generator[SmallLibrary]:
    with tempfile.TemporaryDirectory(prefix="sova-answers-") as folder:
        engine = Engine(Config(data=Path(folder), resources=RESOURCES, models=None))
        try:
            yield SmallLibrary(engine, files)
        finally:
            engine.close()
