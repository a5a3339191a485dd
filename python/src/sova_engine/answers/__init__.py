"""Answers from the documents' own words: sentences chosen whole, claims checked."""

from sova_engine.answers.extract import Question, Quotable, Read, read
from sova_engine.answers.outline import Role, Told, outline, parties
from sova_engine.answers.scoring import LOOKS, Asked
from sova_engine.answers.sentences import Sentence, sentences_of, with_lists
from sova_engine.answers.whole import Whole, asks_about_whole, is_contract

__all__ = [
    "LOOKS",
    "Asked",
    "Question",
    "Quotable",
    "Read",
    "Role",
    "Sentence",
    "Told",
    "Whole",
    "asks_about_whole",
    "is_contract",
    "outline",
    "parties",
    "read",
    "sentences_of",
    "with_lists",
]
