"""What is known of each passage that a channel found: its words, its meaning, its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sova_engine.embedding import AskedVectors, Vectors
from sova_engine.lexical import LexicalQuery
from sova_engine.retrieval import (
    Candidate,
    PassageLanguage,
    Surroundings,
    WordVectors,
    covered,
    word_match,
)
from sova_engine.search.blend import blend
from sova_engine.search.dense import Cosines, DenseChannel
from sova_engine.search.stopwatch import Stopwatch
from sova_engine.search.word_table import AskedWords
from sova_engine.store import CandidateRow, PassageRow
from sova_engine.upkeep import Lens

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def passage_language(row: CandidateRow | PassageRow) -> PassageLanguage | None:
    return "hr" if row.language == "hr" else "en" if row.language == "en" else None


@dataclass(frozen=True, slots=True)
class Seen:
    """Some passages with what was looked up of them."""

    rows: Sequence[CandidateRow]
    cosines: Sequence[Mapping[bytes, Cosines]]
    """By lens; empty where meaning is not looked at."""
    weighed: Mapping[bytes, float]
    matches: Mapping[int, float]


class CandidateLook:
    def __init__(self, dense: DenseChannel, word_vectors: WordVectors) -> None:
        self._dense = dense
        self._word_vectors = word_vectors

    def see(
        self,
        rows: Sequence[CandidateRow],
        words: LexicalQuery,
        spelled: AskedWords,
        lenses: Sequence[Lens],
        asked: Sequence[AskedVectors],
        sparse: bool,
        watch: Stopwatch,
    ) -> Seen:
        """``asked``: the question by each lens; without any, meaning is not looked at. From
        the vector cache: what the words found is judged by its meaning too while the vector
        store is away or still takes in a document."""
        cosines: list[Mapping[bytes, Cosines]] = []
        hashes = [row.hash for row in rows]
        meant = any(one.dense.any() for one in asked)
        with watch.stage("sentences"):
            if meant:
                both = zip(lenses, asked, strict=True)
                cosines = [self._dense.cosines(lens, hashes, one.dense) for lens, one in both]
        weighed: Mapping[bytes, float] = {}
        if sparse:
            with watch.stage("sparse"):
                weighed = self._dense.sparse_scores(lenses, hashes, asked)
        with watch.stage("words"):
            matches = self._word_matches(rows, words, spelled) if meant else dict[int, float]()
        return Seen(rows, cosines, weighed, matches)

    @staticmethod
    def candidates(seen: Sequence[Seen], lexical: Mapping[int, float]) -> list[Candidate]:
        """All that was seen, by passage number."""
        rows = sorted((row for one in seen for row in one.rows), key=lambda row: row.number)
        by_lens = [_merged(parts) for parts in zip(*(one.cosines for one in seen), strict=True)]
        cosines: Mapping[bytes, Cosines] = by_lens[0] if by_lens else {}
        if len(by_lens) > 1:
            cosines = blend(by_lens[0], by_lens[1])
        weighed = _merged([one.weighed for one in seen])
        matches = _merged([one.matches for one in seen]) if cosines else dict[int, float]()
        candidates: list[Candidate] = []
        for row in rows:
            near_by = cosines.get(row.hash)
            candidates.append(
                Candidate(
                    passage_id=row.id,
                    document_id=row.document_id,
                    page=row.page,
                    start=row.start,
                    end=row.end,
                    text=row.text,
                    language=passage_language(row),
                    lexical=lexical.get(row.number),
                    passage_cosine=near_by.passage if near_by else None,
                    sentence_cosine=near_by.sentence if near_by else None,
                    word_match=matches.get(row.number),
                    vector=near_by.vector if near_by else None,
                    sparse=weighed.get(row.hash),
                )
            )
        return candidates

    def surroundings(
        self, rows: Mapping[str, CandidateRow], lens: Lens, vector: Vectors
    ) -> Surroundings:
        """``vector``: the question's by ``lens``, whose vectors the candidates carry."""

        def nearer(candidates: Sequence[Candidate]) -> list[float]:
            known = [rows[one.passage_id] for one in candidates]
            pages: list[float] = self._dense.surroundings(lens, known, vector).tolist()
            return [
                0.0 if one.vector is None else page - float(one.vector @ vector)
                for one, page in zip(candidates, pages, strict=True)
            ]

        return nearer

    def _word_matches(
        self, rows: Sequence[CandidateRow], words: LexicalQuery, asked: AskedWords
    ) -> Mapping[int, float]:
        if not words.content:
            return {row.number: 0.0 for row in rows}
        counted = [row for row in rows if row.words is not None]
        own = np.frombuffer(b"".join(row.words or b"" for row in counted), "<u4")
        ends = np.cumsum([len(row.words or b"") // 4 for row in counted])
        near, columns = asked.nearness(own)
        scores = covered(words.content, near, columns, ends).tolist()
        found = dict(zip((row.number for row in counted), scores, strict=True))
        others = [row for row in rows if row.words is None]
        texts = [row.text for row in others]
        matches = word_match(words.content, texts, self._word_vectors)
        return found | dict(zip((row.number for row in others), matches, strict=True))


def _merged(parts: Sequence[Mapping[_Key, _Value]]) -> dict[_Key, _Value]:
    return {key: value for part in parts for key, value in part.items()}
