"""Chunking: pages to passages along their structure, each with its address."""

from .cutting import MAXIMUM_TOKENS, TARGET_TOKENS, cut, headings_after
from .language import language_of
from .model import Passage
from .sentences import sentences

__all__ = [
    "MAXIMUM_TOKENS", "TARGET_TOKENS", "Passage", "cut", "headings_after", "language_of",
    "sentences",
]  # fmt: skip
