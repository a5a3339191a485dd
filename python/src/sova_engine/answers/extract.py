"""The extractive answer: the best whole sentences of the best passages.

Every sentence of the shown passages is looked at (``scoring``) and weighed; the best are taken
while they add something, with what they cannot be read without: the words that open a list and
its points, the sentence a pronoun leans on. Then they are put in the order a reader uses them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sova_engine.answers.expectation import asks_for_list
from sova_engine.answers.scoring import LOOKS, Asked, Embed, Look, looks_at
from sova_engine.answers.sentences import Sentence, Standing, sentences_of, with_lists
from sova_engine.answers.wording import Wording
from sova_engine.lexical import words
from sova_engine.reading import Block, Table

_MOST_SENTENCES = 5
_MOST_CHARACTERS = 900
_MOST_SOURCES = 8
_ENOUGH = 1.0
"""How far behind the best sentence another is still worth reading."""
_ADDS = 1.6
"""The same, where it speaks of something asked that no sentence taken speaks of."""
_REPEATED = 0.6
_TENS = 10
_ALONE = 2.5
"""How far a sentence stands before the next where there is no other."""
_BESIDE = 0.01
"""What is quoted for another's sake stands behind it."""
_WEIGHTS: dict[str, float] = {
    "terms": 3.19,
    "own terms": 2.53,
    "numbers missing": -3.1,
    "words matched": 3.65,
    "meaning": 3.43,
    "passage": 3.23,
    "form": 1.04,
    "list": 3.09,
    "leans": 0.0,
    "question": -1.0,
    "row": -0.43,
    "phrase": -2.09,
    "fragment": -4.05,
    "across": -0.81,
    "across terms": 1.21,
    "across words matched": 2.12,
    "across meaning": 2.31,
    "across passage": 0.32,
    "across form": 0.72,
}


@dataclass(frozen=True, slots=True)
class Question:
    asked: Asked
    embed: Embed
    word_vectors: Embed


@dataclass(frozen=True, slots=True)
class Quotable:
    """A shown passage with its page's text and structure."""

    page: int
    page_text: str
    spans: Sequence[tuple[int, int]]
    blocks: Sequence[Block]
    language: str | None
    score: float
    tables: Sequence[Table] = ()
    heading: str = ""
    """What its page begins under."""


@dataclass(frozen=True, slots=True)
class Chosen:
    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True)
class _Scored:
    place: int
    sentence: Sentence
    look: Look
    score: float


@dataclass(frozen=True, slots=True)
class Read:
    """The shown passages read with the question in mind."""

    question: str
    pool: Sequence[Sentence]
    """All sentences that may be quoted, in order."""
    looks: Sequence[Look]
    """What is seen of each."""
    scored: Sequence[_Scored]
    """Best first."""
    nowhere: float
    """The share of what is asked that no word of the passages comes near to."""

    @property
    def source(self) -> int:
        """The passage whose sentence answers best."""
        return self.scored[0].sentence.source if self.scored else 0

    @property
    def best(self) -> Mapping[str, float]:
        """What is seen of the sentence that answers best (``LOOKS``); whether it is of another
        kind than asked for; what it is worth, and how far before the next, in tens of the
        weights; and the share of words that nothing comes near to."""
        if not self.scored:
            return {}
        first, *others = self.scored
        seen: dict[str, float] = dict(zip(LOOKS, first.look.values, strict=True))
        lead = first.score - others[0].score if others else _ALONE
        seen["kind missed"] = float(seen["form"] < 0)
        seen["words nowhere"] = self.nowhere
        return seen | {"worth": first.score / _TENS, "lead": lead / _TENS}

    def answer(self) -> list[Chosen]:
        """1 to 5 sentences (and the points of a list they open), or none at all."""
        whole = asks_for_list(self.question)
        return _in_order(_with_context(_take(self.scored), self.pool, whole_lists=whole))


def read(question: Question, passages: Sequence[Quotable]) -> Read:
    pool, looks, nowhere = _look(question, passages)
    scored = [
        _Scored(place, one, seen, _weigh(seen))
        for place, (one, seen) in enumerate(zip(pool, looks, strict=True))
    ]
    scored = [one for one in scored if not one.sentence.is_title] or scored
    scored.sort(key=lambda one: (-one.score, one.place))
    return Read(question.asked.text, pool, looks, scored, nowhere)


def _look(
    question: Question, passages: Sequence[Quotable]
) -> tuple[list[Sentence], list[Look], float]:
    """All sentences that may be quoted, with what is seen of each."""
    shown = passages[:_MOST_SOURCES]
    pool = with_lists(
        [
            sentence
            for place, one in enumerate(shown)
            for sentence in sentences_of(
                place, one.page, one.page_text, one.spans, one.blocks, one.tables, one.heading
            )
        ]
    )
    if not pool:
        return [], [], 1.0
    best = max(one.score for one in shown)
    priors = [one.score / best if best > 0 else 0.0 for one in shown]
    languages = [one.language for one in shown]
    asked = question.asked
    wording = Wording(asked.text, asked.words, pool, question.word_vectors)
    looks = looks_at(asked, pool, priors, languages, question.embed, wording)
    return pool, looks, wording.nowhere


def _weigh(seen: Look) -> float:
    return sum(_WEIGHTS[name] * value for name, value in zip(LOOKS, seen.values, strict=True))


def _take(scored: Sequence[_Scored]) -> list[_Scored]:
    taken: list[_Scored] = []
    said: list[frozenset[str]] = []
    spoken_of: frozenset[int] = frozenset()
    length = 0
    for one in scored:
        behind = taken[0].score - one.score if taken else 0.0
        adds = not one.look.own <= spoken_of
        if behind > (_ADDS if adds else _ENOUGH):
            continue
        if taken and _is_beside(one.sentence, taken[0]):
            continue
        own = frozenset(words(one.sentence.text))
        if any(_repeats(own, other) for other in said):
            continue
        if taken and length + len(one.sentence.text) > _MOST_CHARACTERS:
            continue
        taken.append(one)
        said.append(own)
        spoken_of |= one.look.own
        length += len(one.sentence.text)
        if len(taken) == _MOST_SENTENCES:
            break
    return taken


def _is_beside(sentence: Sentence, best: _Scored) -> bool:
    """Not worth standing second: a piece of text, or of a list that is not the answer."""
    if sentence.standing < Standing.ROW or sentence.opens:
        return True
    own = (best.place, best.sentence.opener)
    return sentence.opener is not None and sentence.opener not in own


def _repeats(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) > _REPEATED * min(len(a), len(b)) and len(a & b) > 3


def _with_context(
    taken: Sequence[_Scored], pool: Sequence[Sentence], *, whole_lists: bool
) -> list[Chosen]:
    """A point of a list with the words that open it, and those with its points; a sentence
    that leans on the one before it with that one."""
    chosen = {one.place: Chosen(one.sentence, one.score) for one in taken}
    for one in taken:
        beside: list[int] = []
        opener = one.place if one.sentence.opens else one.sentence.opener
        if opener is not None:
            beside.append(opener)
            if whole_lists or one.sentence.opens:
                beside += [place for place, other in enumerate(pool) if other.opener == opener]
        elif one.sentence.leans and _leads(pool, one.place):
            beside.append(one.place - 1)
        for place in beside:
            chosen.setdefault(place, Chosen(pool[place], one.score - _BESIDE))
    return list(chosen.values())


def _leads(pool: Sequence[Sentence], place: int) -> bool:
    """Whether the sentence before is what this one leans on."""
    if place == 0:
        return False
    before, one = pool[place - 1], pool[place]
    return (
        before.source == one.source
        and before.block == one.block
        and before.standing is Standing.SENTENCE
    )


def _in_order(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Sentences of a passage stay together as it has them; passages by their best sentence."""
    best: dict[int, float] = {}
    for one in chosen:
        source = one.sentence.source
        best[source] = max(best.get(source, one.score), one.score)
    return sorted(
        chosen, key=lambda c: (-best[c.sentence.source], c.sentence.source, c.sentence.start)
    )
