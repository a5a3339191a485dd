"""The extractive answer: the best whole sentences of the best passages.

A sentence is weighed by the question's terms it has (rarer ones more), by its nearness
to the question in meaning, by its passage's place, and by whether it has the form of an
answer. Across languages only meaning, names and numbers count. Then the best are taken
while they add something, in the order a reader uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sova_engine.answers.expectation import meets
from sova_engine.answers.sentences import Sentence, Standing, sentences_of
from sova_engine.lexical import LexicalQuery, keys, words
from sova_engine.reading import Block

Vectors = NDArray[np.float32]

_MOST_SENTENCES = 5
_MOST_CHARACTERS = 900
_MOST_SOURCES = 5
_MOST_ITEMS = 6
_ENOUGH = 0.8
"""Share of the best sentence's score from which another is worth reading."""
_FAR_BETTER = 0.15
_REPEATED = 0.6
_LEAST_WEIGHT = 0.5
"""Of the rarest term's weight: in a small library what is asked about stands in most
passages, so its rarity says nothing, and the sentence still has to speak of it."""
_FROM_BEFORE = 0.4
_LEANS = frozenset(
    "on ona ono oni one to ta taj te ti time tako medutim stoga zato osim"
    " it he she they this that these those however therefore also such".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    language: str
    words: LexicalQuery
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Quotable:
    """A shown passage with its page's text and structure."""

    page: int
    page_text: str
    spans: Sequence[tuple[int, int]]
    blocks: Sequence[Block]
    language: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Chosen:
    sentence: Sentence
    score: float


def extract(
    question: Question,
    passages: Sequence[Quotable],
    embed: Callable[[Sequence[str]], Vectors],
) -> list[Chosen]:
    """1 to 5 sentences (and the points of a list they open), or none at all."""
    pool = [
        sentence
        for place, one in enumerate(passages[:_MOST_SOURCES])
        for sentence in sentences_of(place, one.page, one.page_text, one.spans, one.blocks)
    ]
    if not pool:
        return []
    nearness = embed([one.text for one in pool]) @ question.vector
    shares = _shares(question, pool)
    scored = [
        (_score(question, passages, one, shares[i], float(nearness[i])), one)
        for i, one in enumerate(pool)
    ]
    floor = _floor(scored)
    scored = [(score, one) for score, one in scored if one.standing >= floor]
    scored.sort(key=lambda pair: (-pair[0], pair[1].source, pair[1].start))
    taken = _take(scored)
    return _in_order(_with_lists(taken, pool))


def _floor(scored: Sequence[tuple[float, Sentence]]) -> Standing:
    """Whole sentences, unless a row of a table answers far better than any."""
    best: dict[Standing, float] = {}
    for score, one in scored:
        best[one.standing] = max(best.get(one.standing, score), score)
    highest = max(best)
    row = best.get(Standing.ROW)
    return Standing.ROW if row is not None and row > best[highest] + _FAR_BETTER else highest


def _shares(question: Question, pool: Sequence[Sentence]) -> list[float]:
    """Of the question's terms, by weight, those a sentence has; those of the sentence
    before it count in part, for it may speak of the same thing by a pronoun."""
    terms = question.words.terms
    most = max((term.weight for term in terms), default=0.0)
    weights = [max(term.weight, _LEAST_WEIGHT * most) for term in terms]
    total = sum(weights) or 1.0
    shares: list[float] = []
    before: set[int] = set()
    for i, sentence in enumerate(pool):
        found = {key for word in words(sentence.text) for key in keys(word, None)}
        own = {n for n, term in enumerate(terms) if not found.isdisjoint(term.forms)}
        if i == 0 or pool[i - 1].source != sentence.source:
            before = set()
        share = sum(weights[n] for n in own)
        share += _FROM_BEFORE * sum(weights[n] for n in before - own)
        shares.append(share / total)
        before = own
    return shares


def _score(
    question: Question,
    passages: Sequence[Quotable],
    sentence: Sentence,
    share: float,
    cosine: float,
) -> float:
    own = words(sentence.text)
    passage = passages[sentence.source]
    within = passage.language is None or passage.language == question.language
    # Fitted on the development half of xquad-en; across languages the words weigh little.
    score = 0.45 * share + 0.28 * cosine if within else 0.15 * share + 0.6 * cosine
    score += 0.24 * _prior(passages, sentence.source)
    score += 0.1 * meets(question.text, sentence.text)
    if own and own[0] in _LEANS:
        score -= 0.03
    if sentence.text.endswith("?"):
        score -= 0.1
    return score


def _prior(passages: Sequence[Quotable], place: int) -> float:
    best = max(one.score for one in passages)
    return passages[place].score / best if best > 0 else 0.0


def _take(scored: Sequence[tuple[float, Sentence]]) -> list[Chosen]:
    taken: list[Chosen] = []
    said: list[frozenset[str]] = []
    length = 0
    for score, sentence in scored:
        if taken and score < _ENOUGH * taken[0].score:
            break
        own = frozenset(words(sentence.text))
        if any(_repeats(own, other) for other in said):
            continue
        if taken and length + len(sentence.text) > _MOST_CHARACTERS:
            continue
        if taken and sentence.opens_list:
            continue  # without its points it says nothing, with them too much
        taken.append(Chosen(sentence, score))
        said.append(own)
        length += len(sentence.text)
        if len(taken) == _MOST_SENTENCES:
            break
    return taken


def _repeats(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) > _REPEATED * min(len(a), len(b)) and len(a & b) > 3


def _with_lists(taken: Sequence[Chosen], pool: Sequence[Sentence]) -> list[Chosen]:
    """A point of a list is quoted with the words that open it, and those with its points."""
    place = {(one.source, one.start): i for i, one in enumerate(pool)}
    chosen = {(one.sentence.source, one.sentence.start): one for one in taken}
    for one in taken:
        at = place[one.sentence.source, one.sentence.start]
        if one.sentence.item:
            opening = at - 1
            while opening >= 0 and pool[opening].item:
                opening -= 1
            if opening >= 0 and pool[opening].opens_list:
                _add(chosen, pool[opening], one)
        elif one.sentence.opens_list:
            for item in pool[at + 1 : at + 1 + _MOST_ITEMS]:
                if not item.item:
                    break
                _add(chosen, item, one)
    return list(chosen.values())


def _add(chosen: dict[tuple[int, int], Chosen], sentence: Sentence, by: Chosen) -> None:
    if sentence.source == by.sentence.source:
        chosen.setdefault((sentence.source, sentence.start), Chosen(sentence, by.score))


def _in_order(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Sentences of a passage stay together as it has them; passages by their best sentence."""
    best: dict[int, float] = {}
    for one in chosen:
        source = one.sentence.source
        best[source] = max(best.get(source, one.score), one.score)
    return sorted(
        chosen, key=lambda c: (-best[c.sentence.source], c.sentence.source, c.sentence.start)
    )
