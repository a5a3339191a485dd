"""The shown passages as the extractive answer needs them, and its sentences as shown."""

from __future__ import annotations

from collections.abc import Sequence

from sova_engine.answers import Question, Quotable, Read, Role, Sentence, read
from sova_engine.api.schemas import ExtractedSentence, FoundPassage
from sova_engine.lexical import name_words
from sova_engine.store import Store


def read_shown(
    store: Store, workspace: str, question: Question, passages: Sequence[FoundPassage]
) -> Read:
    return read(question, [_quotable(store, workspace, one) for one in passages])


def named(store: Store, workspace: str, passages: Sequence[FoundPassage], said: Read) -> list[str]:
    """All that the passages may name, that of the best sentence first: their documents, their
    headings, themselves."""
    documents = {one.document_id for one in passages}
    names = {key: name_words(store.documents.get(workspace, key).name).title() for key in documents}
    texts = ["\n".join((names[p.document_id], *p.heading_path, p.text)) for p in passages]
    return texts[said.source : said.source + 1] + texts


def quoted(said: Read) -> list[ExtractedSentence]:
    return [extracted(one.sentence, one.sentence.source + 1, one.score) for one in said.answer()]


def extracted(
    sentence: Sentence, source: int, score: float, role: Role = "said"
) -> ExtractedSentence:
    """``source``: the place, from 1, of its passage among the shown ones."""
    return ExtractedSentence(
        text=sentence.text,
        source=source,
        page=sentence.page,
        char_start=sentence.start,
        char_end=sentence.end,
        score=score,
        role=role,
    )


def _quotable(store: Store, workspace: str, passage: FoundPassage) -> Quotable:
    document = store.documents.get(workspace, passage.document_id)
    stored = store.documents.page(document.number, passage.page)
    spans = store.passages.sentences_of_page(document.number, passage.page)
    return Quotable(
        page=passage.page,
        page_text=stored.text,
        spans=[(a, b) for a, b in spans if passage.char_start <= a and b <= passage.char_end],
        blocks=stored.structure.blocks,
        language=passage.language,
        score=passage.score,
        tables=stored.structure.tables,
        heading=passage.heading_path[-1] if passage.heading_path else "",
    )
