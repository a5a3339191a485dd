"""A retrieval set as a library of the real engine: read, cut, embedded, indexed, searched."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sova_engine.evaluation.processes import Rig
from sova_engine.evaluation.retrieval_sets import SetDocument, SetQuery

_FOUND = 200
"""Documents asked for, so that ten of the target language are among them."""


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
        self._ids: dict[str, str] = {}
        for number, document in enumerate(documents):
            self._ingest(document, folder / f"{number:06d}{_suffix(document.text)}")
        rig.wait_whole()

    def ask(self, query: SetQuery, channels: Sequence[str] | None = None) -> Answer:
        result = self._rig.search(
            query.text,
            limit=_FOUND,
            passagesPerDocument=1,
            channels=None if channels is None else list(channels),
        )
        found = dict.fromkeys(self._ids[one["documentId"]] for one in result["passages"])
        return Answer(
            [one for one in found if query.target_lang in ("any", self._language[one])],
            result["confidence"],
            result["answerable"],
        )

    def _ingest(self, document: SetDocument, path: Path) -> None:
        path.write_text(document.text, encoding="utf-8")
        key = sha256(document.id.encode()).hexdigest()
        self._ids[key] = document.id
        last = self._rig.ingest(path, key)
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


def _suffix(text: str) -> str:
    return ".md" if any(line.startswith("#") for line in text.split("\n", 40)) else ".txt"


def twins(document: str) -> str:
    """What the two languages' versions and the passages of one text have in common."""
    _, _, rest = document.rpartition(":")
    return rest.split("#")[0]


def left_out(documents: Iterable[SetDocument]) -> set[str]:
    """About a third of the texts, both languages' versions and all their passages together."""
    return {one.id for one in documents if sha256(twins(one.id).encode()).hexdigest()[0] in "01234"}
