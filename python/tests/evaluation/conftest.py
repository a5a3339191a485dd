"""A small set of both languages in a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sova_engine.evaluation.retrieval_sets import RetrievalSet, read_set

CORPUS = [
    ("hr:potres", "hr", "Potres je oštetio mnoge kuće u gradu i okolici."),
    ("en:earthquake", "en", "The earthquake damaged many houses in the town and around it."),
    ("hr:kruh", "hr", "Pekar svako jutro peče kruh od brašna, vode i kvasca."),
    ("en:bread", "en", "Every morning the baker bakes bread from flour, water and yeast."),
]
QUERIES = [
    ("q1", "hr", "hr", "oštećenja kuća u potresima", "hr:potres"),
    ("q2", "hr", "en", "šteta od potresa na kućama", "en:earthquake"),
    ("q3", "en", "hr", "how is bread baked", "hr:kruh"),
    ("q4", "en", "en", "baking of bread", "en:bread"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "small"
    made.mkdir()
    corpus = [{"id": i, "lang": lang, "text": text, "title": ""} for i, lang, text in CORPUS]
    queries = [
        {"id": i, "lang": lang, "target_lang": target, "text": text, "kind": "question"}
        for i, lang, target, text, _ in QUERIES
    ]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (made / f"{name}.jsonl").write_text(lines + "\n", encoding="utf-8")
    qrels = "\n".join(f"{query[0]}\t{query[4]}\t1" for query in QUERIES)
    (made / "qrels.tsv").write_text(f"query_id\tdoc_id\trelevance\n{qrels}\n", encoding="utf-8")
    return made


@pytest.fixture
def small(folder: Path) -> RetrievalSet:
    return read_set(folder)
