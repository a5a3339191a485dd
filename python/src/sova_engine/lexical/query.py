"""A question as an FTS5 expression over the tokens of ``analysis``."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from sova_engine.lexical.analysis import BEGINNING, EXACT, codes, keys, long_form
from sova_engine.lexical.folding import words
from sova_engine.lexical.stopwords import BY_LANGUAGE, QueryLanguage
from sova_engine.lexical.vocabulary import Vocabulary, corrections

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
COMMON = 0.25
"""A key in more than this share of the passages is left out where rarer ones are there:
it moves next to nothing in the order and costs most of the time."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question and the index keys it is looked for by."""

    token: str
    forms: tuple[str, ...]
    weight: float
    """Its rarity (inverse document frequency); 1 when no vocabulary was given."""


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    terms: tuple[Term, ...]
    phrases: tuple[tuple[str, ...], ...]
    """Exact phrases: every result has each of them."""
    pairs: tuple[tuple[str, str], ...] = ()
    """A word and the number after it (``članak 12``): worth more side by side."""

    def match(self) -> str | None:
        """The MATCH expression, best first by ``bm25()``; None when there is nothing to find."""
        wanted = [f'"{form}"' for term in self.terms for form in term.forms]
        wanted += [f'"{first} {second}"' for first, second in self.pairs]
        required = ['"' + " ".join(EXACT + word for word in p) + '"' for p in self.phrases]
        if required and wanted:
            everything = " OR ".join(dict.fromkeys(required + wanted))
            return f"({' AND '.join(required)}) AND ({everything})"
        return " AND ".join(required) or " OR ".join(dict.fromkeys(wanted)) or None


def query(text: str, language: QueryLanguage, vocabulary: Vocabulary | None = None) -> LexicalQuery:
    """Quoted parts are exact phrases, the rest is looked for by keys.

    With a vocabulary, words the index does not have are corrected to near ones it has,
    and keys that nearly every passage has are left out.
    """
    phrases = tuple(tuple(found) for q in _QUOTED.findall(text) if (found := words(q)))
    own = words(text)
    stop = BY_LANGUAGE[language]
    kept = [word for word in own if word not in stop] or own
    terms = [_term(word, language, vocabulary) for word in dict.fromkeys(kept)]
    for code in dict.fromkeys(codes(text)):
        terms.append(Term(code, (code,), _rarity(code, vocabulary)))
    pairs: list[tuple[str, str]] = []
    for word, following in pairwise(own):
        full = long_form(word, following)
        if full is not None:
            terms.append(_term(full, language, vocabulary))
            pairs.append((keys(full, language)[0], following))
        if following[0].isdigit():
            pairs.append((keys(word, language)[0], following))
    found = [term for term in terms if term.forms]
    return LexicalQuery(tuple(found), phrases, tuple(dict.fromkeys(pairs)))


def _term(word: str, language: QueryLanguage, vocabulary: Vocabulary | None) -> Term:
    # A name or a loan word stands in passages of the other language too: both stems.
    forms = keys(word, None)
    if vocabulary is None or not vocabulary.passages:
        return Term(word, forms, 1.0)
    rarities = {form: _rarity(form, vocabulary) for form in forms}
    if not any(vocabulary.frequency(form) for form in forms if form[0] != BEGINNING):
        for other in corrections(word, vocabulary):
            rarities |= {form: _rarity(form, vocabulary) for form in keys(other, language)}
    known = {form: rarity for form, rarity in rarities.items() if vocabulary.frequency(form)}
    rare = [form for form, rarity in known.items() if rarity >= math.log(1 / COMMON)]
    return Term(word, tuple(rare or known), max(known.values(), default=0.0))


def _rarity(key: str, vocabulary: Vocabulary | None) -> float:
    if vocabulary is None or not vocabulary.passages:
        return 1.0
    return math.log(vocabulary.passages / max(1, vocabulary.frequency(key)))
