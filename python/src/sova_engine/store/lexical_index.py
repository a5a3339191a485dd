"""The word index: FTS5 over tokens that ``sova_engine.lexical`` makes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import apsw
import numpy as np
from numpy.typing import NDArray

from sova_engine.lexical import BEGINNING, COMMON, EXACT, Wanted
from sova_engine.store.connection import Database
from sova_engine.store.index_state import IndexState
from sova_engine.store.lengths import TokenLengths
from sova_engine.store.postings import PostingLists
from sova_engine.store.vocabulary import IndexVocabulary

Scores = NDArray[np.float64]
"""BM25 by passage number, higher is better; 0: it has nothing of what is wanted."""


_LARGE = 5_000
_WARM_SHARES = (0.01, COMMON)
_WARM = 2_000
_SAMPLED = 16
_SOMETHING = 1e-12


class LexicalIndex:
    def __init__(self, database: Database) -> None:
        self._database = database
        self.vocabulary = IndexVocabulary(database)
        self._lengths = TokenLengths(database)
        self._lock = threading.Lock()
        self._lists: PostingLists | None = None

    @staticmethod
    def put(
        connection: apsw.Connection,
        *,
        workspace: str,
        document: int,
        passage: int,
        tokens: Sequence[str],
    ) -> None:
        connection.execute(
            "INSERT INTO lexical (rowid, scope, tokens) VALUES (?, ?, ?)",
            (passage, f"{_workspace_token(workspace)} d{document}", " ".join(tokens)),
        )

    @staticmethod
    def remove(connection: apsw.Connection, document: int, page: int | None = None) -> None:
        connection.execute(
            "DELETE FROM lexical WHERE rowid IN (SELECT number FROM passages"
            " WHERE document = ?1 AND indexed AND (?2 IS NULL OR page = ?2))",
            (document, page),
        )

    def lists(self) -> PostingLists:
        """Of the index as it is now; a search asks once. Renews the vocabulary too."""
        state = IndexState.of(self._database)
        with self._lock:
            if self._lists is None or self._lists.state != state:
                self._lists = self._of(state)
            lists = self._lists
        self.vocabulary.renew(state)
        return lists

    def _of(self, state: IndexState) -> PostingLists:
        lengths, new = self._lengths.of(state)
        if self._lists is None or new is None:
            return PostingLists(self._database, state, lengths)
        return self._lists.grown(state, lengths, new)

    def warm(self, stopping: Callable[[], bool]) -> None:
        """Reads the lists that take longest before somebody asks: a large library's common
        tokens, but beginnings that a question leaves out for being in too many passages."""
        lists = self.lists()
        if lists.state.passages < _LARGE:
            return
        least, most = _WARM_SHARES
        rows = self._database.rows(
            "SELECT term FROM lexical_terms WHERE doc >= ?1 * ?3 AND term < ?4"
            " AND (doc <= ?2 * ?3 OR substr(term, 1, 1) <> ?5) ORDER BY doc DESC",
            (least, most, lists.state.passages, EXACT, BEGINNING),
        )
        for (token,) in rows[:_WARM]:
            if stopping():
                return
            lists.of((token,))

    @staticmethod
    def scores(lists: PostingLists, wanted: Sequence[Wanted], *, all_of_them: bool) -> Scores:
        """Of every passage of every workspace: what the sum of FTS5's ``bm25()`` is.

        ``all_of_them``: only passages that have each of the wanted.
        """
        scores = np.zeros(lists.space)
        having = np.zeros(lists.space, np.int16) if all_of_them else None
        for one in wanted:
            postings = lists.of(one.tokens)
            scores[postings.passages] += one.times * lists.rarity(postings) * postings.share
            if having is not None:
                having[postings.passages] += 1
        if having is not None:
            scores[having < len(wanted)] = 0
        return scores

    def best(
        self, scores: Scores, *, workspace: str, documents: Sequence[int] | None, limit: int
    ) -> list[int]:
        """Passage numbers, best first, of a workspace or of chosen documents in it."""
        if documents is not None:
            numbers = self._of_documents(documents)
            numbers = numbers[numbers < len(scores)]
        elif self._one_workspace():
            numbers = None
        else:
            numbers = self._of_workspace(workspace)
            numbers = numbers[numbers < len(scores)]
        return _highest(scores, numbers, limit)

    def _of_documents(self, documents: Sequence[int]) -> NDArray[np.int64]:
        holes = ",".join("?" * len(documents))
        rows = self._database.rows(
            f"SELECT number FROM passages WHERE document IN ({holes})", documents
        )
        return np.array(rows, np.int64).reshape(-1)

    def _of_workspace(self, workspace: str) -> NDArray[np.int64]:
        rows = self._database.rows(
            "SELECT p.number FROM documents d JOIN passages p ON p.document = d.number"
            " WHERE d.workspace = ?",
            (workspace,),
        )
        return np.array(rows, np.int64).reshape(-1)

    def _one_workspace(self) -> bool:
        return bool(self._database.value("SELECT min(workspace) IS max(workspace) FROM documents"))


def _highest(scores: Scores, numbers: NDArray[np.int64] | None, limit: int) -> list[int]:
    """Of equal scores the lower number is first."""
    own = scores if numbers is None else scores[numbers]
    places = np.flatnonzero(own >= max(_bound(own, limit), _SOMETHING))
    if len(places) > limit:
        least = np.partition(own[places], len(places) - limit)[len(places) - limit]
        places = places[own[places] >= least]
    found = places if numbers is None else numbers[places]
    order = np.lexsort((found, -scores[found]))[:limit]
    return found[order].tolist()


def _bound(scores: Scores, limit: int) -> float:
    """A score that at least so many reach, and few more: told by every sixteenth."""
    some = scores[::_SAMPLED]
    rank = 2 * limit // _SAMPLED + _SAMPLED
    if len(some) <= rank:
        return 0.0
    bound = float(np.partition(some, len(some) - rank)[len(some) - rank])
    return bound if np.count_nonzero(scores >= bound) >= limit else 0.0


def _workspace_token(workspace: str) -> str:
    return "w" + workspace.encode().hex()
