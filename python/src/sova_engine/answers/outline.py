"""What a document is about, in its own words: its title, the sentences nearest to all of it, and
what its parts are headed. Also those of its first sentences that say who concludes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sova_engine.answers.scoring import Embed
from sova_engine.answers.sentences import Sentence, Standing
from sova_engine.lexical import fold, words

Role = Literal["said", "title", "heading"]

_FEWEST_WORDS, _MOST_WORDS = 6, 60
_MOST_HEADINGS = 8
_LONGEST_TITLE = 120
_ALIKE = 0.8
_LABEL = re.compile(r"(?:[^\W\d_]+ ){0,2}[^\W\d_]+: ")
"""``Bill to: ...``, ``Adresa: ...``: a line of a form says less than a sentence."""
_NUMBER = re.compile(
    r"(?:clanak|cl|article|art|section|sec|odjeljak|glava|poglavlje|chapter|dio|part|tocka|par)?"
    r"[\W_]*(?:\d+|[ivxlc]+)[a-z]?(?:[\W_]\d+)*[\W_]*"
)
"""``Članak 5.``, ``Section 2.1``, ``IV.``: a heading that only counts."""
_FIRST, _EARLY = 0.25, 0.1
_CUE, _LEANING, _ITEM = 0.1, 0.15, 0.1
_BEGINNING = 15
_MOST_PARTIES = 3
_TELLS = re.compile(
    r"\b(?:ovim (?:se )?|ovaj (?:ugovor|pravilnik|zakon|dokument|rad)|uredu?je|predmet|svrha|cilj"
    r"|zakljuc\w+|utvrdu?j\w+|this (?:paper|document|report|study|agreement|policy|guide|manual)"
    r"|we (?:conclude|show|propose|present|tested|studied)|purpose|aim|in summary|in short)\b"
)
_CONCLUDES = re.compile(
    r"\b(?:izmedu|sklapaju|sklopljen\w*|sklopili|dalje|daljnjem|between|hereinafter|hereafter"
    r"|(?:najmo|prodava|naruci|izvodi|zajmo|poslo)\w+:|(?:landlord|tenant|seller|buyer|client"
    r"|contractor|employer|employee):)"
)


@dataclass(frozen=True, slots=True)
class Told:
    sentence: Sentence
    role: Role


def outline(pool: Sequence[Sentence], embed: Embed, sentences: int, headings: bool) -> list[Told]:
    """``pool``: the document's sentences in order. ``sentences``: so many of the central ones."""
    title = _title(pool)
    told = [] if title is None else [Told(title, "title")]
    told += [Told(one, "said") for one in _central(pool, title, embed, sentences)]
    if headings:
        told += [Told(one, "heading") for one in _headings(pool, title)]
    return told


def parties(pool: Sequence[Sentence]) -> list[Told]:
    """Nothing where the beginning does not say it."""
    said = [one for one in pool[:_BEGINNING] if _CONCLUDES.search(fold(one.text)) is not None]
    return [Told(one, "said") for one in said[:_MOST_PARTIES]]


def _title(pool: Sequence[Sentence]) -> Sentence | None:
    """The first heading, or a first line that is no sentence."""
    for one in pool[:3]:
        if one.is_title and len(one.text) <= _LONGEST_TITLE:
            return one
    for one in pool[:1]:
        if len(one.text) <= _LONGEST_TITLE and one.standing < Standing.ROW:
            return one
    return None


def _central(
    pool: Sequence[Sentence], title: Sentence | None, embed: Embed, count: int
) -> list[Sentence]:
    begun = "" if title is None else title.text
    able = [one for one in pool if one is not title and _says_something(one)]
    able = [one for one in able if not begun or not one.text.startswith(begun)]
    if not able:
        able = [one for one in pool if one is not title and not one.is_title]
        return able[:count]
    vectors = embed([one.text for one in able])
    middle = vectors.mean(axis=0)
    if title is not None:
        middle = middle + embed([title.text])[0] * float(np.linalg.norm(middle))
    near = vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-6))
    worth = near + np.array([_bonus(place, one) for place, one in enumerate(able)], np.float32)
    taken: list[int] = []
    order: list[int] = np.argsort(-worth, kind="stable").tolist()
    for again in (False, True):  # a sentence of each part first
        for place in order:
            spoken_of = not again and any(able[place].heading == able[t].heading for t in taken)
            new = all(float(vectors[place] @ vectors[other]) < _ALIKE for other in taken)
            if len(taken) < count and new and not spoken_of:
                taken.append(place)
    return [able[place] for place in sorted(taken)]


def _says_something(one: Sentence) -> bool:
    count = len(words(one.text))
    whole = one.standing is Standing.SENTENCE and not one.text.endswith((":", "?"))
    whole = whole and not one.is_title and "@" not in one.text
    return whole and _FEWEST_WORDS <= count <= _MOST_WORDS


def _bonus(place: int, one: Sentence) -> float:
    """What a text begins with says most often what it is."""
    early = _FIRST if place == 0 else _EARLY if place == 1 else 0.0
    cue = _CUE if _TELLS.search(fold(one.text)) is not None else 0.0
    labelled = _LABEL.match(one.text) is not None
    return early + cue - _LEANING * one.leans - _ITEM * (one.item or labelled)


def _headings(pool: Sequence[Sentence], title: Sentence | None) -> list[Sentence]:
    found: list[Sentence] = []
    said: set[str] = set() if title is None else {title.text}
    for one in pool:
        headed = one.text == one.heading and _heads(one)
        headed = headed and _NUMBER.fullmatch(fold(one.text)) is None
        if headed and one.text not in said and len(one.text) <= _LONGEST_TITLE:
            said.add(one.text)
            found.append(one)
    return found[:_MOST_HEADINGS] if len(found) > 1 else []


def _heads(one: Sentence) -> bool:
    return one.standing is Standing.FRAGMENT or one.opens > 0 or one.text.isupper()
