"""What the arrays give is what FTS5 and the texts give: the same scores, the same order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from sova_engine.embedding import load_builtin
from sova_engine.evaluation.made_library import WORKSPACE, Text, fill
from sova_engine.lexical import analyse_text, query
from sova_engine.retrieval import covered, word_match
from sova_engine.search.word_table import WordTable
from sova_engine.store import Store, Vectors, remove_document
from sova_engine.store.connection import Row
from tests.lexical.index import expression

RESOURCES = Path(__file__).parents[3] / "resources"


@pytest.fixture(scope="module")
def text() -> Text:
    return Text.read(None, random.Random(1))


@pytest.fixture
def store(tmp_path: Path, text: Text) -> Iterator[Store]:
    """A few hundred passages, as the product's own ingest puts them in."""
    fill(tmp_path, RESOURCES, text, 300, lambda _line: None)
    opened = Store(tmp_path / "engine.db")
    yield opened
    opened.close()


def _questions(text: Text, store: Store) -> list[str]:
    chance = random.Random(3)
    own = [text.question(chance) for _ in range(12)]
    two = store.passages.candidates([1])[0].text.split()[:2]
    return [*own, f'"{" ".join(two)}"', f'{own[0]} "{" ".join(two)}"', "xyzzy"]


def _by_fts5(store: Store, expected: str) -> dict[int, float]:
    rows = store.database.rows(
        "SELECT rowid, -bm25(lexical, 0.0, 1.0) FROM lexical WHERE lexical MATCH ?",
        (f"tokens : ({expected})",),
    )
    return dict(rows)


def _same_as_fts5(store: Store, questions: list[str]) -> None:
    lists = store.lexical.lists()
    for question in questions:
        asked = query(question, "mixed", store.lexical.vocabulary)
        scores = store.lexical.scores(lists, asked.wanted(), all_of_them=asked.exact)
        match = expression(asked)
        expected = {} if match is None else _by_fts5(store, match)
        assert {int(n): scores[n] for n in np.flatnonzero(scores)} == pytest.approx(expected)
        best = store.lexical.best(scores, workspace=WORKSPACE, documents=None, limit=20)
        order = sorted(best, key=lambda n: (-float(scores[n]), n))
        assert best == order
        assert len(best) == min(20, len(expected))
        one = store.lexical.best(scores, workspace=WORKSPACE, documents=[1], limit=5)
        rows = store.passages.candidates(one) if one else []
        assert all(row.document == 1 for row in rows)


def _read_whole(store: Store, watched: pytest.MonkeyPatch) -> set[str]:
    """Filled with the tokens whose whole lists are read from now on."""
    tokens: set[str] = set()
    rows = store.database.rows

    def watching(query: str, values: Sequence[object] = ()) -> list[Row]:
        if "lexical_instances" in query:
            tokens.add(str(values[0]))
        return rows(query, values)

    watched.setattr(store.database, "rows", watching)
    return tokens


def test_scores_are_those_of_fts5_also_after_the_index_changed(store: Store, text: Text) -> None:
    questions = _questions(text, store)
    _same_as_fts5(store, questions)
    with store.database.write() as connection:
        remove_document(connection, WORKSPACE, 1)
    _same_as_fts5(store, questions)


def test_lists_grow_with_the_index(tmp_path: Path, text: Text) -> None:
    """Whatever came in between two questions, and in whatever order: what was read before is
    gone on with, and the scores are FTS5's."""
    chance = random.Random(5)
    fill(tmp_path, RESOURCES, text, 300, lambda _line: None)
    store = Store(tmp_path / "engine.db")
    questions = _questions(text, store)
    with pytest.MonkeyPatch.context() as watched:
        known = _read_whole(store, watched)
        _same_as_fts5(store, questions)
    assert known
    for wanted in (700, 1_000):
        fill(tmp_path, RESOURCES, text, wanted, lambda _line: None)
        with pytest.MonkeyPatch.context() as watched:
            read = _read_whole(store, watched)
            _same_as_fts5(store, chance.sample(questions, 8))
            _same_as_fts5(store, questions)
        assert not read & known, "lists known before are not read again"
        known |= read
    with store.database.write() as connection:
        remove_document(connection, WORKSPACE, 2)
    _same_as_fts5(store, questions)
    store.close()


def test_passages_that_come_in_late_with_low_numbers_are_counted(
    tmp_path: Path, text: Text
) -> None:
    """Two documents are read beside one another: the one begun later may be ready first."""
    fill(tmp_path, RESOURCES, text, 300, lambda _line: None)
    store = Store(tmp_path / "engine.db")
    questions = _questions(text, store)
    numbers = [row.number for row in store.passages.of_document(1)]
    tokens = {
        number: analyse_text(row.words_text, None)
        for number, row in store.passages.by_numbers(numbers).items()
    }
    with store.database.write() as connection:
        store.lexical.remove(connection, 1)
    _same_as_fts5(store, questions)
    with store.database.write() as connection:
        for number, own in tokens.items():
            store.lexical.put(
                connection, workspace=WORKSPACE, document=1, passage=number, tokens=own
            )
    _same_as_fts5(store, questions)
    store.close()


def test_words_by_number_cover_what_words_in_the_text_cover(store: Store, text: Text) -> None:
    embedder = load_builtin(RESOURCES)
    table = WordTable(store.words, embedder.word_vectors)
    rows = store.passages.candidates(list(range(1, 60)))
    for question in _questions(text, store)[:4]:
        asked = query(question, "mixed", store.lexical.vocabulary).content
        numbers = [np.frombuffer(row.words or b"", "<u4") for row in rows]
        near, columns = table.asked([word for word, _ in asked]).nearness(np.concatenate(numbers))
        ends = np.cumsum([len(own) for own in numbers])
        found = covered(asked, near, columns, ends)
        texts = [row.text for row in rows]
        expected = word_match(asked, texts, embedder.word_vectors)
        # The table keeps vectors as float16.
        assert found.tolist() == pytest.approx(expected, abs=1e-4)


def test_words_read_ahead_are_not_looked_up_again(store: Store) -> None:
    embedder = load_builtin(RESOURCES)
    looked_up: list[str] = []

    def watching(words: Sequence[str]) -> Vectors:
        looked_up.extend(words)
        return embedder.word_vectors(words)

    table = WordTable(store.words, watching)
    table.warm(lambda: False)
    ahead = set(looked_up)
    looked_up.clear()
    rows = store.passages.candidates(list(range(1, 60)))
    own = np.concatenate([np.frombuffer(row.words or b"", "<u4") for row in rows])
    table.asked(["kuca"]).nearness(own)
    assert ahead
    assert not ahead & set(looked_up)


def test_a_full_word_table_keeps_the_words_that_are_met_most(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sova_engine.search.word_table._MOST_WORDS", 60)
    embedder = load_builtin(RESOURCES)
    table = WordTable(store.words, embedder.word_vectors)
    often = np.arange(1, 20, dtype=np.uint32)
    asked = ["kuca", "sat"]
    all_along = table.asked(asked)
    first, _ = all_along.nearness(often)
    for begun in range(20, 200, 20):
        table.asked(asked).nearness(np.arange(begun, begun + 20, dtype=np.uint32))
        for one in (table.asked(asked), all_along):
            again, columns = one.nearness(often)
            assert again[:, columns].tolist() == [
                pytest.approx(row.tolist(), abs=1e-6) for row in first
            ]


def test_words_of_an_earlier_versions_passages_are_noted_later(store: Store) -> None:
    before = {row.number: row.words for row in store.passages.candidates([1, 2, 3])}
    with store.database.write() as connection:
        connection.execute("DELETE FROM passage_words WHERE passage < 4")
    late = store.words.without(10)
    assert late == [1, 2, 3]
    rows = store.passages.by_numbers(late).values()
    with store.database.write() as connection:
        store.words.put(connection, ((row.number, row.words_text) for row in rows))
    assert {row.number: row.words for row in store.passages.candidates([1, 2, 3])} == before
    assert store.words.without(10) == []
