"""A retrieval set as a library of the real engine: read, cut, embedded, indexed, searched."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat
from pathlib import Path

from sova_engine.evaluation.measures import DEPTH
from sova_engine.evaluation.processes import Rig
from sova_engine.evaluation.retrieval_sets import SetDocument, SetQuery, written

AT_ONCE = 2
"""Files taken in, and questions asked, at a time."""
_FOUND = (40, 200)
"""Passages asked for: more where the first do not hold ten documents of the target language,
for telling copies apart among two hundred takes longer than all the rest of a search."""
_WHOLE_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Answer:
    documents: list[str]
    """Ids of the set, best first."""
    confidence: float
    answerable: bool


class Library:
    def __init__(self, rig: Rig, documents: Sequence[SetDocument], folder: Path) -> None:
        self._rig = rig
        self._language = {document.id: document.lang for document in documents}
        self._ids = {_key(document): document.id for document in documents}
        paths = written(documents, folder)
        with ThreadPoolExecutor(AT_ONCE) as workers:
            for _ in workers.map(self._ingest, documents, paths):
                pass
        rig.wait_whole(_WHOLE_SECONDS)

    def ask_all(
        self, queries: Sequence[SetQuery], channels: Sequence[str] | None = None
    ) -> list[Answer]:
        """In the order of the questions."""
        with ThreadPoolExecutor(AT_ONCE) as workers:
            return list(workers.map(self.ask, queries, repeat(channels)))

    def ask(self, query: SetQuery, channels: Sequence[str] | None = None) -> Answer:
        answer = Answer([], 0.0, False)
        for limit in _FOUND:
            result = self._rig.search(
                query.text,
                limit=limit,
                passagesPerDocument=1,
                channels=None if channels is None else list(channels),
            )
            passages = result["passages"]
            found = dict.fromkeys(self._ids[one["documentId"]] for one in passages)
            answer = Answer(
                [one for one in found if query.target_lang in ("any", self._language[one])],
                result["confidence"],
                result["answerable"],
            )
            if len(answer.documents) >= DEPTH or len(passages) < limit:
                break
        return answer

    def _ingest(self, document: SetDocument, path: Path) -> None:
        last = self._rig.ingest(path, _key(document))
        if last["event"] != "done":
            raise RuntimeError(f"{document.id} was not indexed: {last}")


@contextmanager
def library_of(documents: Sequence[SetDocument]) -> Generator[Library]:
    """An engine and a vector server of their own over a temporary directory."""
    with tempfile.TemporaryDirectory(prefix="sova-eval-") as folder:
        data, files = Path(folder) / "data", Path(folder) / "files"
        files.mkdir()
        with Rig(data) as rig:
            rig.start()
            yield Library(rig, documents, files)


def _key(document: SetDocument) -> str:
    return sha256(document.id.encode()).hexdigest()


def twins(document: str) -> str:
    """What the two languages' versions and the passages of one text have in common."""
    _, _, rest = document.rpartition(":")
    return rest.split("#")[0]


def left_out(documents: Iterable[SetDocument]) -> set[str]:
    """About a third of the texts, both languages' versions and all their passages together."""
    return {one.id for one in documents if sha256(twins(one.id).encode()).hexdigest()[0] in "01234"}
