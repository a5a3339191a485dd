"""How well a passage's words cover the question's: each word of the question by the nearest
word of the passage, rarer words counting more.

One vector for a whole text blurs which words met; this looks word by word, across the two
languages too, and was the largest single gain measured on questions in the other language.
It reads the candidates' texts, so it orders what the channels found rather than finding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sova_engine.lexical import Language, stem, translated, words

WordVectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""Folded words -> float32 [n, dimensions], each row of length 1 (zeros for an unknown word)."""


_LANGUAGES: tuple[Language, ...] = ("hr", "en")

TRANSLATED = 0.65
"""How near a word is to its own word in the other language (``lexical.translated``), at least."""

SAME_STEM = 0.85
"""How near two forms of one word are, at least: the vectors know forms of words they were trained
on, and hardly those of a name (*Škoda*, *škode*: .36)."""
_SHORTEST_STEM = 3

Asked = Sequence[tuple[str, float]]
"""The question's folded content words with their rarity in the library."""


def word_match(asked: Asked, texts: Sequence[str], vectors: WordVectors) -> list[float]:
    """A score between 0 and 1 for each text."""
    if not asked or not texts:
        return [0.0] * len(texts)
    places: dict[str, int] = {}
    bags: list[list[int]] = []
    for text in texts:
        own = {places.setdefault(word, len(places)) for word in words(text)}
        bags.append(sorted(own or {places.setdefault("", len(places))}))
    near = nearness([word for word, _ in asked], list(places), vectors)
    ends = np.cumsum([len(bag) for bag in bags])
    flat = np.array([place for bag in bags for place in bag])
    return covered(asked, near, flat, ends).tolist()


def nearness(asked: Sequence[str], own: Sequence[str], vectors: WordVectors) -> NDArray[np.float32]:
    """[asked, own]: how near folded words are in meaning, 1 at most."""
    near = vectors(asked) @ vectors(own).T
    near = np.where(translated(asked, own), np.maximum(near, np.float32(TRANSLATED)), near)
    same = same_stem(stem_numbers(asked), stem_numbers(own))
    return np.where(same, np.maximum(near, np.float32(SAME_STEM)), near)


def stem_numbers(folded: Sequence[str]) -> NDArray[np.uint32]:
    """[n, 2]: a number for the Croatian and one for the English stem of each word; 0 for none."""
    numbers = np.zeros((len(folded), len(_LANGUAGES)), np.uint32)
    for row, word in enumerate(folded):
        for column, language in enumerate(_LANGUAGES):
            its = stem(word, language)
            if len(its) >= _SHORTEST_STEM:
                numbers[row, column] = crc32(its.encode())
    return numbers


def same_stem(asked: NDArray[np.uint32], own: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """[asked, own]: which words are forms of one word in one of the languages."""
    same = np.zeros((len(asked), len(own)), np.bool_)
    for column in range(len(_LANGUAGES)):
        mine = asked[:, column, None]
        same |= (mine == own[None, :, column]) & (mine > 0)
    return same


def covered(
    asked: Asked, near: NDArray[np.float32], flat: NDArray[np.integer], ends: NDArray[np.integer]
) -> NDArray[np.float32]:
    """How far each passage covers what is asked, 0 to 1.

    ``near``: the cosine of each word asked for with each word there is. ``flat``: the words
    of all passages, one passage after the other, as columns of ``near``; ``ends``: where
    each passage's words end there. A passage without words covers nothing.
    """
    total = sum(rarity for _, rarity in asked)
    lengths = np.diff(ends, prepend=0)
    scores = np.zeros(len(ends), np.float32)
    if total <= 0 or not len(flat):
        return scores
    starts = (ends - lengths)[lengths > 0]
    best = np.maximum.reduceat(near[:, flat], starts, axis=1).clip(0, 1)
    weights = np.asarray([rarity for _, rarity in asked], np.float32) / np.float32(total)
    scores[lengths > 0] = weights @ best
    return scores
