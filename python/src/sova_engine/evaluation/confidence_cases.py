"""Questions whose documents are there and questions whose documents are not, with what the
search sees of each: what the confidence in an answer is fitted and measured on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from sova_engine.evaluation.answer_set import AskedQuestion, placed, sets
from sova_engine.evaluation.answers import SIZES, groups_of
from sova_engine.evaluation.library import left_out, twins
from sova_engine.evaluation.retrieval_sets import RetrievalSet, SetDocument, read_set, written
from sova_engine.evaluation.small_library import small_library

_FEW_TEXTS = 12
_FEW_LIBRARIES = 8


@dataclass(frozen=True, slots=True)
class Case:
    set: str
    development: bool
    there: bool
    looks: Mapping[str, float]
    text: str


def cases_of_set(folder: Path, few: bool, most: int) -> Iterator[Case]:
    """A library without a third of its texts; ``few``: libraries of a dozen texts instead.
    ``most``: questions of a half; of more, every n-th."""
    one = read_set(folder)
    name = f"{one.name} few" if few else one.name
    for chosen in _libraries(one) if few else [one.documents]:
        gone = left_out(chosen)
        kept = [document for document in chosen if document.id not in gone]
        ids = {document.id for document in chosen}
        asked = [q for q in one.queries if ids & set(one.relevant[q.id])]
        step = max(1, len(asked) * (_FEW_LIBRARIES if few else 1) // (2 * most))
        asked = sorted(asked, key=lambda query: sha1(query.id.encode()).hexdigest())[::step]
        with (
            tempfile.TemporaryDirectory(prefix="sova-cases-") as place,
            small_library(written(kept, Path(place))) as library,
        ):
            for query in asked:
                there = any(found in ids - gone for found in one.relevant[query.id])
                looks = library.looks(query.text)
                yield Case(name, query.development, there, looks, query.text)


def _libraries(one: RetrievalSet) -> Iterator[list[SetDocument]]:
    texts: dict[str, list[SetDocument]] = {}
    for document in one.documents:
        texts.setdefault(twins(document.id), []).append(document)
    order = list(texts.values())
    step = max(_FEW_TEXTS, len(order) // _FEW_LIBRARIES)
    for start in range(0, step * _FEW_LIBRARIES, step):
        if order[start : start + _FEW_TEXTS]:
            yield [document for own in order[start : start + _FEW_TEXTS] for document in own]


def made_cases(sizes: Sequence[str] = tuple(SIZES)) -> Iterator[Case]:
    """The made sets in libraries of one, four and all documents of a half."""
    for name, (asked, made) in sets().items():
        yield from _made(name, asked, made, sizes)


def _made(
    name: str, questions: Sequence[AskedQuestion], made: Mapping[str, Path], sizes: Sequence[str]
) -> Iterator[Case]:
    with tempfile.TemporaryDirectory(prefix="sova-cases-") as place:
        files = {name: placed(path, Path(place)) for name, path in made.items()}
        for development in (True, False):
            half = [one for one in questions if one.development == development]
            names = sorted({one.document for one in half if one.document is not None})
            for size in sizes:
                groups = groups_of(names, SIZES[size])
                if size != sizes[-1] and len(groups) == 1:
                    continue
                for number, group in enumerate(groups):
                    with small_library([files[name] for name in group]) as library:
                        for turn, asked in enumerate(half):
                            own = asked.document in group
                            if own or turn % len(groups) == number:
                                looks = library.looks(asked.text, asked.before)
                                there = own and asked.answerable
                                yield Case(f"{name} {size}", development, there, looks, asked.text)
