"""Questions of the sets with all that the channels see, ready to be fused with any weights."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from sova_engine.api.schemas import SearchRequest
from sova_engine.evaluation.measures import DEPTH
from sova_engine.evaluation.retrieval_sets import RetrievalSet, SetQuery, read_set, written
from sova_engine.evaluation.small_library import WORKSPACE, SmallLibrary, small_library
from sova_engine.lexical import QueryLanguage
from sova_engine.retrieval import Candidate, Shape, fuse

Group = tuple[str, str, str]
"""Set, kind, direction."""


@dataclass(frozen=True, slots=True)
class FusionCase:
    group: Group
    development: bool
    query: str
    relevant: Mapping[str, int]
    wanted: frozenset[str]
    """Documents of the language that is scored."""
    language: QueryLanguage
    ceiling: float
    candidates: Sequence[Candidate]
    nearer: Mapping[str, float]
    """By passage: how much nearer the question its page is than it is alone."""

    def fused(self, shape: Shape) -> list[str]:
        """The first documents with these weights."""
        return self._found(self.candidates, shape)

    def by_words(self, shape: Shape) -> list[str]:
        asked = (one for one in self.candidates if one.lexical is not None)
        return self._found([_words_only(one) for one in asked], shape)

    def by_meaning(self, shape: Shape) -> list[str]:
        return self._found([one._replace(lexical=None) for one in self.candidates], shape)

    def _found(self, candidates: Sequence[Candidate], shape: Shape) -> list[str]:
        scored = fuse(candidates, self.language, self.ceiling, self._around, shape)
        found = dict.fromkeys(one.candidate.document_id for one in scored)
        return [one for one in found if one in self.wanted][:DEPTH]

    def _around(self, candidates: Sequence[Candidate]) -> Sequence[float]:
        return [self.nearer[one.passage_id] for one in candidates]


def _words_only(one: Candidate) -> Candidate:
    return one._replace(passage_cosine=None, sentence_cosine=None, word_match=None, vector=None)


def fusion_cases(folder: Path, most: int) -> Iterator[FusionCase]:
    """The set as one library of both languages; at most ``most`` questions of each kind,
    direction and half."""
    one = read_set(folder)
    with (
        tempfile.TemporaryDirectory(prefix="sova-cases-") as place,
        small_library(written(one.documents, Path(place))) as library,
    ):
        ids = {key: one.documents[int(stem)].id for key, stem in library.name_of.items()}
        for query in _chosen(one.queries, most):
            yield _case(one, query, library, ids)


def _chosen(queries: Sequence[SetQuery], most: int) -> Iterator[SetQuery]:
    taken: Counter[tuple[str, str, bool]] = Counter()
    for query in sorted(queries, key=lambda query: sha1(query.id.encode()).hexdigest()[1:]):
        key = (*query.group, query.development)
        taken[key] += 1
        if taken[key] <= most:
            yield query


def _case(
    one: RetrievalSet, query: SetQuery, library: SmallLibrary, ids: Mapping[str, str]
) -> FusionCase:
    found = library.searcher.found(SearchRequest(workspace=WORKSPACE, text=query.text))
    candidates = [
        scored.candidate._replace(document_id=ids[scored.candidate.document_id], text="")
        for scored in found.fused
    ]
    around = library.look.surroundings(found.rows, library.lens, found.vector)
    return FusionCase(
        group=(one.name, *query.group),
        development=query.development,
        query=query.id,
        relevant=one.relevant[query.id],
        wanted=frozenset(d.id for d in one.documents if query.target_lang in ("any", d.lang)),
        language=found.language,
        ceiling=found.words.ceiling,
        candidates=candidates,
        nearer=dict(zip((c.passage_id for c in candidates), around(candidates), strict=True)),
    )
