"""A question as what is looked for among the tokens of ``analysis``."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from sova_engine.lexical.analysis import BEGINNING, EXACT, beginnings, codes, long_form, stems
from sova_engine.lexical.folding import words
from sova_engine.lexical.glossary import other_words
from sova_engine.lexical.small import is_small, small_rarity
from sova_engine.lexical.stopwords import BY_LANGUAGE, QueryLanguage
from sova_engine.lexical.vocabulary import Remembered, Vocabulary, corrections

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_SATURATED = 2.2
"""What FTS5's BM25 (k1 = 1.2) gives at most for a key, in multiples of its rarity."""
PHRASE = 3
"""How often a quoted phrase of several words counts."""
COMMON = 0.25
"""A beginning in more than this share of the passages is left out: it moves next to
nothing in the order and costs most of the time."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question and the index keys it is looked for by."""

    token: str
    forms: tuple[str, ...]
    others: tuple[str, ...]
    """Stems of other words for the same (``glossary``): worth half of its own."""
    weight: float
    """The most its keys can add to a passage's BM25; 1 when no vocabulary was given."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Tokens that stand side by side, and how often they count."""

    tokens: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    terms: tuple[Term, ...]
    phrases: tuple[tuple[str, ...], ...]
    """What stood in quotes."""
    exact: bool
    """Nothing but quotes was asked for: every result has each phrase. In a longer question
    quotes mark a name or a doubt as often as a wording, so there they only weigh more."""
    content: tuple[tuple[str, float], ...]
    """Its folded words without stop words, and how rare each is among the passages."""
    pairs: tuple[tuple[str, str], ...]
    """Stems of neighbours (``članak 12``): worth more side by side."""

    @property
    def ceiling(self) -> float:
        """About the BM25 of a passage that has every word often: a score's measure."""
        return sum(term.weight for term in self.terms)

    def wanted(self) -> list[Wanted]:
        """What a passage is given its BM25 for; one of them, or all where ``exact``."""
        quoted = [tuple(EXACT + word for word in phrase) for phrase in self.phrases]
        if self.exact:
            return [Wanted(phrase, 1) for phrase in quoted]
        forms = dict.fromkeys(form for term in self.terms for form in term.forms)
        single = [Wanted((form,), _times(form)) for form in forms]
        others = dict.fromkeys(form for term in self.terms for form in term.others)
        single += [Wanted((form,), 1) for form in others if form not in forms]
        pairs = [Wanted(pair, 1) for pair in self.pairs]
        return single + pairs + [Wanted(phrase, PHRASE) for phrase in quoted]


def query(text: str, language: QueryLanguage, vocabulary: Vocabulary | None = None) -> LexicalQuery:
    """Words are looked for by keys, quoted parts as they stand.

    With a vocabulary, words the index has neither themselves nor by another word for the same
    are corrected to near ones it has,
    and beginnings that too many passages have are left out.
    """
    phrases = tuple(tuple(found) for q in _QUOTED.findall(text) if (found := words(q)))
    own = _spelled_out(words(text))
    stop = BY_LANGUAGE[language]
    kept = {word for word in own if word not in stop} or set(own)
    if vocabulary is not None:
        vocabulary = Remembered(vocabulary)
        vocabulary = vocabulary if vocabulary.passages else None
    terms = [_term(word, language, vocabulary) for word in dict.fromkeys(own) if word in kept]
    terms += [_code(code, vocabulary) for code in dict.fromkeys(codes(text))]
    pairs: list[tuple[str, str]] = []
    for word, following in pairwise(own):
        if word in kept and following in kept:
            pairs.append((stems(word, language)[0], stems(following, language)[0]))
    beside = [word for word in words(_QUOTED.sub(" ", text)) if word not in stop]
    exact = bool(phrases) and not beside
    content = [(word, _presence(word, vocabulary)) for word in dict.fromkeys(own) if word in kept]
    return LexicalQuery(
        terms=tuple(terms),
        phrases=phrases,
        exact=exact,
        content=tuple(content),
        pairs=tuple(dict.fromkeys(pairs)),
    )


def _spelled_out(own: Sequence[str]) -> list[str]:
    """``čl. 12`` as ``članak 12``: every passage with the short form has the long one too."""
    return [long_form(word, after) or word for word, after in zip_longest(own, own[1:])]


def _times(form: str) -> int:
    """A stem says more than a beginning: it counts twice."""
    return 1 if form[0] == BEGINNING else 2


def _term(word: str, language: QueryLanguage, vocabulary: Vocabulary | None) -> Term:
    # A name or a loan word stands in passages of the other language too: both stems.
    own, begun = stems(word, None), beginnings(word)
    same = tuple(dict.fromkeys(form for other in other_words(word) for form in stems(other, None)))
    if vocabulary is None:
        return Term(word, own + begun, same, 1.0)
    same = tuple(form for form in same if vocabulary.frequency(form))
    known = [form for form in own if vocabulary.frequency(form)]
    if not known and not same:
        for other in corrections(word, vocabulary):
            known += [form for form in stems(other, language) if vocabulary.frequency(form)]
    shared = [form for form in begun if vocabulary.frequency(form) > 0]
    if not is_small(vocabulary):
        shared = [f for f in shared if vocabulary.frequency(f) <= COMMON * vocabulary.passages]
    most = max((_rarity(form, vocabulary) for form in known), default=_unknown(vocabulary))
    weight = 2 * most + sum(_rarity(form, vocabulary) for form in shared)
    return Term(word, (*dict.fromkeys(known), *shared), same, _SATURATED * weight)


def _code(code: str, vocabulary: Vocabulary | None) -> Term:
    if vocabulary is None:
        return Term(code, (code,), (), 1.0)
    if not vocabulary.frequency(code):
        return Term(code, (), (), 0.0)
    return Term(code, (code,), (), _SATURATED * _rarity(code, vocabulary))


def _rarity(key: str, vocabulary: Vocabulary) -> float:
    """Inverse document frequency as FTS5's ``bm25()`` has it, or a small library's own."""
    n = vocabulary.frequency(key)
    if is_small(vocabulary):
        return small_rarity(n, vocabulary.passages)
    return max(1e-6, math.log((vocabulary.passages - n + 0.5) / (n + 0.5)))


def _presence(word: str, vocabulary: Vocabulary | None) -> float:
    """Rarity of a word as it stands; never 0, so that common words still count a little."""
    if vocabulary is None:
        return 1.0
    n = vocabulary.frequency(EXACT + word)
    if is_small(vocabulary):
        return small_rarity(n, vocabulary.passages)
    return math.log((vocabulary.passages + 1) / (n + 0.5)) + 0.05


def _unknown(vocabulary: Vocabulary) -> float:
    """The rarity of a word that no passage has: its absence is held against all of them."""
    if is_small(vocabulary):
        return small_rarity(0, vocabulary.passages)
    return math.log(2 * vocabulary.passages + 1)
