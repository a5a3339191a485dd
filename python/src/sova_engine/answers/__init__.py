"""Answers from the documents' own words: sentences chosen whole, claims checked."""

from sova_engine.answers.extract import Question, Quotable, extract

__all__ = ["Question", "Quotable", "extract"]
