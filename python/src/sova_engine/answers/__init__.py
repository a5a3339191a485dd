"""Answers from the documents' own words: sentences chosen whole, claims checked."""

from sova_engine.answers.extract import Question, Quotable, Read, read
from sova_engine.answers.scoring import LOOKS, Asked

__all__ = ["LOOKS", "Asked", "Question", "Quotable", "Read", "read"]
