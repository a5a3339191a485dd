"""From what the channels found to the passages that are shown. Pure functions."""

from sova_engine.retrieval.candidates import Candidate, Channel, PassageLanguage, Scored
from sova_engine.retrieval.confidence import THRESHOLD, confidence
from sova_engine.retrieval.fusion import SHIPPED, Shape, Surroundings, Weights, fuse
from sova_engine.retrieval.language import detect_language, question_language
from sova_engine.retrieval.looks import LOOKS, SAID, looks_at
from sova_engine.retrieval.reranked import reranked
from sova_engine.retrieval.selection import Dropped, Selected, Selection, select
from sova_engine.retrieval.word_match import (
    SAME_STEM,
    TRANSLATED,
    WordVectors,
    covered,
    nearness,
    same_stem,
    stem_numbers,
    word_match,
)

__all__ = [
    "LOOKS",
    "SAID",
    "SAME_STEM",
    "SHIPPED",
    "THRESHOLD",
    "TRANSLATED",
    "Candidate",
    "Channel",
    "Dropped",
    "PassageLanguage",
    "Scored",
    "Selected",
    "Selection",
    "Shape",
    "Surroundings",
    "Weights",
    "WordVectors",
    "confidence",
    "covered",
    "detect_language",
    "fuse",
    "looks_at",
    "nearness",
    "question_language",
    "reranked",
    "same_stem",
    "select",
    "stem_numbers",
    "word_match",
]
