"""The words of the sentences and of what they stand under, held against the question's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sova_engine.answers.sentences import Sentence
from sova_engine.lexical import LexicalQuery, NamedWords, keys, names_in, translated, words
from sova_engine.retrieval import WordVectors, nearness

_SHORT = frozenset(("cl", "st", "toc", "art", "par", "sec"))
_NEAR = 0.4
"""A word of the question that no word comes so near to is not spoken of."""
_LEAST_WEIGHT = 0.5
"""Of the rarest word's."""
REFERRING = frozenset(
    key
    for word in ("clanak", "clanka", "stavak", "stavka", "tocka", "article", "section", "paragraph")
    for key in keys(word, None)
    if key[0] != "_"
)
"""Stems of what a number of a law or a contract stands behind."""


def refers_to(text: str, number: str) -> bool:
    """``Članak 12.``, ``čl. 12``, ``(12) ...``"""
    own = words(text)
    return any(
        word == number and (place == 0 or _is_referring(own[place - 1]))
        for place, word in enumerate(own)
    )


def _is_referring(word: str) -> bool:
    return word in _SHORT or not REFERRING.isdisjoint(keys(word, None))


class Wording:
    """The words of the texts a question is held against, each looked at once."""

    def __init__(
        self, question: str, asked: LexicalQuery, pool: Sequence[Sentence], vectors: WordVectors
    ) -> None:
        texts = {text for one in pool for text in (one.text, one.heading)}
        self._places: dict[str, int] = {}
        self._bags = {
            text: sorted({self._places.setdefault(w, len(self._places)) for w in words(text)})
            for text in texts
        }
        having: dict[str, frozenset[int]] = {}
        for number, term in enumerate(asked.terms):
            for form in term.forms:
                having[form] = having.get(form, frozenset()) | {number}
        abroad: dict[int, list[int]] = {}
        known = translated([term.token for term in asked.terms], list(self._places))
        for n, place in np.argwhere(known).tolist():
            abroad.setdefault(place, []).append(n)
        self._terms = [
            _terms_of(having, word).union(abroad.get(place, ()))
            for word, place in self._places.items()
        ]
        strange = self._strange(names_in(question), texts)
        for n, term in enumerate(asked.terms):
            for place in strange.get(term.token, ()):
                self._terms[place] = self._terms[place] - {n}
        content = [word for word, _ in asked.content]
        self._rarities = np.asarray([rarity for _, rarity in asked.content], np.float32)
        self._near = np.zeros((len(content), len(self._places)), np.float32)
        if content and self._places:
            self._near = nearness(content, list(self._places), vectors).clip(0, 1)
        for row, word in enumerate(content):
            self._near[row, strange.get(word, [])] = 0.0
        self._none = np.zeros(len(content), np.float32)

    @property
    def nowhere(self) -> float:
        """The share of the question's content that no word of the texts comes near to; rarer
        words count more."""
        if not self._near.size:
            return 1.0
        rarities = np.maximum(self._rarities, _LEAST_WEIGHT * self._rarities.max())
        return float(rarities @ (self._near.max(axis=1) < _NEAR) / (rarities.sum() or 1.0))

    def _strange(self, names: Sequence[str], texts: Iterable[str]) -> dict[str, list[int]]:
        """By name of the question, the words that cannot stand for it."""
        if not names:
            return {}
        spoken = NamedWords(texts)
        places = self._places.items()
        return {
            name: [place for word, place in places if not spoken.may_be(name, word)]
            for name in names
        }

    def terms(self, text: str) -> frozenset[int]:
        """Of the question's terms those the text has."""
        return frozenset(term for place in self._bags[text] for term in self._terms[place])

    def nearest(self, text: str) -> NDArray[np.float32]:
        """How near the text comes to each content word of the question."""
        bag = self._bags[text]
        return self._near[:, bag].max(axis=1) if bag else self._none


def _terms_of(having: Mapping[str, frozenset[int]], word: str) -> frozenset[int]:
    """``having``: the question's terms that are looked for by a key."""
    found = [having[key] for key in _keys(word) if key in having]
    return frozenset[int]().union(*found)


@lru_cache(maxsize=16_384)
def _keys(word: str) -> tuple[str, ...]:
    return keys(word, None)
