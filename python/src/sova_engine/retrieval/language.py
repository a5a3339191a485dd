"""The language of a question or a passage: Croatian, English, or both.

Bosnian and Serbian in Latin letters count as Croatian; text without diacritics too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from sova_engine.lexical import CROATIAN, ENGLISH, QueryLanguage, words

_ONLY_CROATIAN = CROATIAN - ENGLISH
_ONLY_ENGLISH = ENGLISH - CROATIAN
_BOTH = 2
"""So many function words of each language make a question of both."""
_MOST = 4.0
"""The detector alone is never surer than this: names mislead it (natural logarithm of odds)."""
_SURE = 0.6
_ENGLISH_ENDING = re.compile(r"['’](?:s|t|d|m|re|ve|ll)\b", re.IGNORECASE)
"""``Tom's``: an English word more, and its *s* is no Croatian preposition."""


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(Language.CROATIAN, Language.ENGLISH).build()


def question_language(text: str, before: Sequence[str] = ()) -> QueryLanguage:
    """A follow-up's own words decide; those of the questions before only where it has none."""
    if before and not any(w in _ONLY_CROATIAN or w in _ONLY_ENGLISH for w in words(text)):
        return detect_language(" ".join([*before, text]))
    return detect_language(text)


def detect_language(text: str) -> QueryLanguage:
    """``mixed`` when function words of both occur often, or when nothing decides.

    Some are words of the other language too (*do*, *on*, *to*, *tom*), so one or two prove
    nothing: they are weighed with what the letters say.
    """
    bare, endings = _ENGLISH_ENDING.subn("", text)
    found = words(bare)
    croatian = sum(word in _ONLY_CROATIAN for word in found)
    english = endings + sum(word in _ONLY_ENGLISH for word in found)
    fewer, more = sorted((croatian, english))
    if fewer >= _BOTH and more < 4 * fewer:
        return "mixed"
    likely = _detector().compute_language_confidence(text, Language.CROATIAN)
    odds = math.log(max(likely, 1e-9) / max(1 - likely, 1e-9))
    evidence = max(-_MOST, min(_MOST, odds)) + croatian - english
    if abs(evidence) < _SURE:
        return "mixed"
    return "hr" if evidence > 0 else "en"
