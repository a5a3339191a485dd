"""How well a sentence answers: looks at it, and their weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sova_engine.answers.expectation import asking_words, asks_for_list, meets
from sova_engine.answers.sentences import Sentence, Standing
from sova_engine.answers.wording import REFERRING, Wording, refers_to
from sova_engine.lexical import LexicalQuery, words

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

_LEAST_WEIGHT = 0.5
"""Of the rarest term's weight: in a small library what is asked about stands in most
passages, so its rarity says nothing, and the sentence still has to speak of it."""
_FROM_HEADING = 0.6
_FROM_OPENER = 0.7
_FROM_BEFORE = 0.3
_FROM_LEANED_ON = 0.8
_BY_KIND = 0.8
"""How far a sentence of the kind that is asked for has met the words that ask for it: an amount of
money is what *koliko iznosi* asks for, whether or not the text says *iznosi*."""
_ASKED_BEFORE = 0.4
"""What a word of the question before counts in a follow-up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as the sentences are held against it."""

    text: str
    """As it was asked; what it was asked after is in ``words`` and ``vector`` only."""
    language: str
    words: LexicalQuery
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of one sentence; ``LOOKS`` names the columns."""

    values: tuple[float, ...]
    own: frozenset[int]
    """The question's terms it has itself."""


LOOKS = (
    "terms",
    "own terms",
    "numbers missing",
    "words matched",
    "meaning",
    "passage",
    "form",
    "list",
    "leans",
    "question",
    "row",
    "phrase",
    "fragment",
    "across",
    "across terms",
    "across words matched",
    "across meaning",
    "across passage",
    "across form",
)


def looks_at(
    asked: Asked,
    pool: Sequence[Sentence],
    priors: Sequence[float],
    languages: Sequence[str | None],
    embed: Embed,
    wording: Wording,
) -> list[Look]:
    """``priors`` and ``languages`` by source: its score as a share of the best, its language."""
    nearness = embed([one.text for one in pool]) @ asked.vector
    own = [wording.terms(one.text) for one in pool]
    headings = {one.heading: wording.terms(one.heading) for one in pool}
    forms = [meets(asked.text, one) for one in pool]
    parts = _parts(pool, own, headings, len(asked.words.terms))
    missing = _numbers_missing(asked, pool, parts)
    weights = _weights(asked)
    total = sum(weights) or 1.0
    kind = asking_words(asked.text)
    asking = [n for n, term in enumerate(asked.words.terms) if term.token in kind]

    def share(met: Mapping[int, float], form: float) -> float:
        return sum(weights[n] * part for n, part in _by_kind(asking, met, form).items()) / total

    alone = [share(dict.fromkeys(one, 1.0), form) for one, form in zip(own, forms, strict=True)]
    shares = [share(one, form) for one, form in zip(parts, forms, strict=True)]
    matched = _matched(asked, pool, wording, forms)
    listed = asks_for_list(asked.text)
    looks: list[Look] = []
    for i, one in enumerate(pool):
        language = languages[one.source]
        across = float(not (language is None or language == asked.language))
        cosine, form = float(nearness[i]), forms[i]
        main = (shares[i], matched[i], cosine, priors[one.source], form)
        looks.append(
            Look(
                values=(
                    main[0],
                    alone[i],
                    missing[i],
                    *main[1:],
                    float(listed and one.opens > 0) - float(not listed and one.opens > 0) / 2,
                    float(one.leans),
                    float(one.text.endswith("?")),
                    float(one.standing is Standing.ROW),
                    float(one.standing is Standing.PHRASE),
                    float(one.standing is Standing.FRAGMENT),
                    across,
                    *(across * value for value in main),
                ),
                own=own[i],
            )
        )
    return looks


def _weights(asked: Asked) -> list[float]:
    most = max((term.weight for term in asked.words.terms), default=0.0)
    now = frozenset(words(asked.text))
    return [
        max(term.weight, _LEAST_WEIGHT * most) * (1 if term.token in now else _ASKED_BEFORE)
        for term in asked.words.terms
    ]


def _by_kind(asking: Sequence[int], parts: Mapping[int, float], form: float) -> Mapping[int, float]:
    """With the terms that ask for the kind of answer, where the sentence is of that kind."""
    if form <= 0 or not asking:
        return parts
    return {**parts, **{n: max(parts.get(n, 0.0), _BY_KIND * form) for n in asking}}


def _numbers_missing(
    asked: Asked, pool: Sequence[Sentence], shares: Sequence[dict[int, float]]
) -> list[float]:
    """Of the numbers and codes that are asked for (``čl. 12``, ``F28``), the share that neither
    a sentence nor what it stands under has. The number of an article is none of hours."""
    wanted = {
        n: term.token
        for n, term in enumerate(asked.words.terms)
        if any(letter.isdigit() for letter in term.token)
    }
    if not wanted:
        return [0.0] * len(shares)
    bound = {second for first, second in asked.words.pairs if first in REFERRING}

    def lacks(n: int, one: Sentence, parts: dict[int, float]) -> bool:
        if wanted[n] in bound:
            return not any(refers_to(text, wanted[n]) for text in (one.text, one.heading))
        return parts.get(n, 0.0) < _FROM_HEADING

    return [
        sum(lacks(n, one, parts) for n in wanted) / len(wanted)
        for one, parts in zip(pool, shares, strict=True)
    ]


def _parts(
    pool: Sequence[Sentence],
    own: Sequence[frozenset[int]],
    headings: Mapping[str, frozenset[int]],
    count: int,
) -> list[dict[int, float]]:
    """The question's terms a sentence speaks of; those of what it stands under, follows or
    leans on count in part."""
    found: list[dict[int, float]] = []
    every = frozenset(range(count))
    for i, one in enumerate(pool):
        parts = dict.fromkeys(own[i], 1.0)
        for terms, part in _context(i, pool, own, headings[one.heading], every):
            for term in terms:
                parts[term] = max(parts.get(term, 0.0), part)
        found.append(parts)
    return found


def _context(
    place: int,
    pool: Sequence[Sentence],
    own: Sequence[frozenset[int]],
    heading: frozenset[int],
    all_of_them: frozenset[int],
) -> list[tuple[frozenset[int], float]]:
    """``all_of_them``: every term of the question; what stands under a heading that has them
    all is what is asked for."""
    one = pool[place]
    found = [(heading, 1.0 if all_of_them <= heading else _FROM_HEADING)]
    if one.opener is not None:
        found.append((own[one.opener], _FROM_OPENER))
    if place and pool[place - 1].source == one.source:
        leaning = one.leans or one.opens > 0
        found.append((own[place - 1], _FROM_LEANED_ON if leaning else _FROM_BEFORE))
    return found


def _matched(
    asked: Asked, pool: Sequence[Sentence], wording: Wording, forms: Sequence[float]
) -> list[float]:
    """Each content word of the question by its nearest word in the sentence or, in part, in
    what it stands under or is a point of: this also looks across the languages. The words that
    ask for the kind of answer are met by its kind."""
    content = asked.words.content
    if not content:
        return [0.0] * len(pool)
    rarities = np.asarray([rarity for _, rarity in content], np.float32)
    rarities = np.maximum(rarities, _LEAST_WEIGHT * rarities.max())
    now = frozenset(words(asked.text))
    for place, (word, _) in enumerate(content):
        if word not in now:
            rarities[place] *= _ASKED_BEFORE
    total = float(rarities.sum()) or 1.0
    asking = asking_words(asked.text)
    by_kind = np.asarray([_BY_KIND * (word in asking) for word, _ in content], np.float32)
    nearest = {text: wording.nearest(text) for one in pool for text in (one.text, one.heading)}
    found: list[float] = []
    for i, one in enumerate(pool):
        best = np.maximum(nearest[one.text], _FROM_HEADING * nearest[one.heading])
        if one.opener is not None:
            best = np.maximum(best, _FROM_OPENER * nearest[pool[one.opener].text])
        if i and pool[i - 1].source == one.source:
            part = _FROM_LEANED_ON if one.leans or one.opens else _FROM_BEFORE
            best = np.maximum(best, part * nearest[pool[i - 1].text])
        if forms[i] > 0:
            best = np.maximum(best, np.float32(forms[i]) * by_kind)
        found.append(float(rarities @ best) / total)
    return found
