"""What others do: BM25 over whole documents, on words as they are and on dictionary lemmas."""

from __future__ import annotations

import re
from collections.abc import Callable

import apsw
import simplemma

from sova_engine.evaluation.retrieval_sets import RetrievalSet, SetDocument, SetQuery

_WORD = re.compile(r"[^\W_]+")
_DEPTH = 10


def raw_words(text: str, language: str) -> list[str]:
    del language
    return _WORD.findall(text.lower())


def lemmas(text: str, language: str) -> list[str]:
    known = "en" if language == "en" else "hbs"
    return [simplemma.lemmatize(word, lang=known).lower() for word in _WORD.findall(text)]


BASELINES: dict[str, Callable[[str, str], list[str]]] = {
    "BM25 words": raw_words,
    "BM25 lemmas": lemmas,
}


def bm25_run(of: RetrievalSet, tokens: Callable[[str, str], list[str]]) -> dict[str, list[str]]:
    """Query id -> the first documents of its target language."""
    database = apsw.Connection(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE words USING fts5 (tokens, language UNINDEXED, tokenize = 'ascii')"
    )
    with database:
        for number, document in enumerate(of.documents):
            database.execute(
                "INSERT INTO words (rowid, tokens, language) VALUES (?, ?, ?)",
                (number, " ".join(tokens(document.text, document.lang)), document.lang),
            )
    return {query.id: _search(database, query, tokens, of.documents) for query in of.queries}


def _search(
    database: apsw.Connection,
    query: SetQuery,
    tokens: Callable[[str, str], list[str]],
    documents: list[SetDocument],
) -> list[str]:
    wanted = dict.fromkeys(tokens(query.text, query.lang))
    if not wanted:
        return []
    rows = database.execute(
        "SELECT rowid FROM words WHERE words MATCH ?1 AND (?2 = 'any' OR language = ?2)"
        " ORDER BY bm25(words), rowid LIMIT ?3",
        (" OR ".join(f'"{token}"' for token in wanted), query.target_lang, _DEPTH),
    )
    return [documents[int(str(number))].id for (number,) in rows]
