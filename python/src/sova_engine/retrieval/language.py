"""The language of a question or a passage: Croatian, English, or both.

Bosnian and Serbian in Latin letters count as Croatian; text without diacritics too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from sova_engine.lexical import CROATIAN, ENGLISH, QueryLanguage, words

SURE = 0.8
_ONLY_CROATIAN = CROATIAN - ENGLISH
_ONLY_ENGLISH = ENGLISH - CROATIAN


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(Language.CROATIAN, Language.ENGLISH).build()


def question_language(text: str, before: Sequence[str] = ()) -> QueryLanguage:
    """A follow-up's own words decide; those of the questions before only where it has none."""
    if before and not any(w in _ONLY_CROATIAN or w in _ONLY_ENGLISH for w in words(text)):
        return detect_language(" ".join([*before, text]))
    return detect_language(text)


def detect_language(text: str) -> QueryLanguage:
    """``mixed`` when function words of both occur, or when nothing decides."""
    found = words(text)
    croatian = sum(word in _ONLY_CROATIAN for word in found)
    english = sum(word in _ONLY_ENGLISH for word in found)
    if croatian and english and max(croatian, english) < 4 * min(croatian, english):
        return "mixed"
    if croatian != english:
        return "hr" if croatian > english else "en"
    likely = _detector().compute_language_confidence(text, Language.CROATIAN)
    if likely >= SURE:
        return "hr"
    return "en" if likely <= 1 - SURE else "mixed"
