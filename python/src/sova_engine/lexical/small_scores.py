"""A passage's score in a small library: the weight of the question's words that it has."""

from __future__ import annotations

from collections.abc import Mapping

from sova_engine.lexical.analysis import BEGINNING
from sova_engine.lexical.query import LexicalQuery


def small_scores(query: LexicalQuery, tokens: Mapping[int, frozenset[str]]) -> dict[int, float]:
    """For each passage number the weight of the terms it has; passages with none are left out.

    A term found only by another word for it counts half, only by its beginning a third.
    """
    scores: dict[int, float] = {}
    for number, own in tokens.items():
        score = 0.0
        for term in query.terms:
            met = [form for form in term.forms if form in own]
            if any(form[0] != BEGINNING for form in met):
                score += term.weight
            elif any(form in own for form in term.others):
                score += term.weight / 2
            elif met:
                score += term.weight / 3
        if score > 0:
            scores[number] = score
    return scores
