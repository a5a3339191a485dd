"""Answers from the documents' own words: sentences chosen whole, claims checked."""

from sova_engine.answers.check import check_sentence
from sova_engine.answers.extract import Question, Quotable, extract

__all__ = ["Question", "Quotable", "check_sentence", "extract"]
