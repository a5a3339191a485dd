"""A library of any size, made of real sentences and put in by the product's own ingest.

Each document takes its sentences from one stretch of the text, in one of its two
languages; every third sentence is the beginning of one and the end of another, so that
few are said twice. The words keep the frequencies they have in the text.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sova_engine.api.schemas import IngestRequest
from sova_engine.embedding import load_builtin
from sova_engine.evaluation.wording import made_pairs
from sova_engine.ingest import Ingest, Running, Work
from sova_engine.reading import DocumentInfo, Outcome, ReadPage, ReadRequest
from sova_engine.reading.model import Block, BlockKind, Unit, View
from sova_engine.store import Store
from sova_engine.upkeep import Lens

WORKSPACE = "default"
_STRETCH = 400
_PAGES = 40
_SENTENCES = 30
_FEWEST_WORDS = 5
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """Pairs of an English and a Croatian sentence that say the same."""

    pairs: Sequence[_Pair]

    @classmethod
    def read(cls, path: Path | None, chance: random.Random) -> Text:
        """A file of tab-separated pairs, gzipped; made-up sentences where there is none."""
        if path is None or not path.is_file():
            return cls(made_pairs(chance, 20_000))
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            pairs = [(one[0], one[1]) for line in lines if len(one := line.split("\t")) >= 2]
        return cls([pair for pair in pairs if all(_long(side) for side in pair)])

    def question(self, chance: random.Random) -> str:
        """A few words of a sentence, in one of the languages."""
        words = chance.choice(self.pairs)[chance.randrange(2)].split()
        length = chance.randint(3, 9)
        first = chance.randrange(max(1, len(words) - length))
        return " ".join(words[first : first + length])

    def page(self, number: int, side: int, first: int, chance: random.Random) -> ReadPage:
        stretch = self.pairs[first : first + _STRETCH]
        paragraphs: list[str] = []
        sentences = [_sentence(stretch, side, chance) for _ in range(_SENTENCES)]
        while sentences:
            length = chance.randint(3, 8)
            paragraphs.append(" ".join(sentences[:length]))
            del sentences[:length]
        blocks: list[Block] = []
        end = 0
        for one in paragraphs:
            blocks.append(Block(BlockKind.PARAGRAPH, end, end + len(one)))
            end += len(one) + 1
        text = "\n".join(paragraphs)
        return ReadPage(number, text, Outcome.TEXT, blocks=tuple(blocks))


def fill(
    data: Path, resources: Path, text: Text, passages: int, say: Callable[[str], None]
) -> None:
    """Adds documents to the engine's folder until it has so many passages; vectors are left
    as debts, which the engine settles when it starts."""
    store = Store(data / "engine.db")
    try:
        lens = Lens.of(store, load_builtin(resources), builtin=True)
        number = len(store.documents.all(WORKSPACE))
        have = store.passages.count()
        while have < passages:
            ingest = Ingest(store, lens.embedder, lens.number, _reader(text, number), Running())
            for _ in ingest.run(_request(number), Work()):
                pass
            have += store.passages.count(document=store.documents.all(WORKSPACE)[-1].number)
            number += 1
            if number % 25 == 0:
                say(f"{have:,} passages")
    finally:
        store.close()


def _reader(
    text: Text, document: int
) -> Callable[[ReadRequest, Callable[[], bool]], tuple[DocumentInfo, Iterator[ReadPage]]]:
    chance = random.Random(document)
    side = chance.randrange(2)
    first = chance.randrange(max(1, len(text.pairs) - _STRETCH))
    info = DocumentInfo(type="txt", view=View.TEXT, unit=Unit.SECTION, pages=_PAGES)

    def read(
        _request: ReadRequest, _stop: Callable[[], bool]
    ) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        return info, (text.page(number, side, first, chance) for number in range(1, _PAGES + 1))

    return read


def _request(number: int) -> IngestRequest:
    key = sha256(str(number).encode()).hexdigest()
    return IngestRequest(
        workspace=WORKSPACE,
        document_id=key,
        sha256=key,
        path=f"/{number}.txt",
        name=f"{number}.txt",
    )


def _sentence(stretch: Sequence[_Pair], side: int, chance: random.Random) -> str:
    one = chance.choice(stretch)[side]
    if chance.randrange(3) == 0:
        begun, ended = one.split(), chance.choice(stretch)[side].split()
        one = " ".join([*begun[: len(begun) // 2], *ended[len(ended) // 2 :]])
    return one if one.endswith((".", "!", "?")) else one + "."


def _long(sentence: str) -> bool:
    return len(sentence.split()) >= _FEWEST_WORDS
