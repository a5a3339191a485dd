"""The fitting of fusion: it measures what the engine does, and moves only where it may."""

from __future__ import annotations

from pathlib import Path

from sova_engine.api.schemas import SearchRequest
from sova_engine.evaluation.fusion_cases import fusion_cases
from sova_engine.evaluation.fusion_fit import MOVES, fitted, worth
from sova_engine.evaluation.retrieval_sets import RetrievalSet, written
from sova_engine.evaluation.small_library import WORKSPACE, small_library
from sova_engine.retrieval import SHIPPED


def test_a_case_is_fused_as_the_searcher_does_it(
    small: RetrievalSet, folder: Path, tmp_path: Path
) -> None:
    cases = {case.query: case for case in fusion_cases(folder, most=10)}
    assert cases.keys() == {query.id for query in small.queries}
    with small_library(written(small.documents, tmp_path)) as library:
        for query in small.queries:
            found = library.searcher.found(SearchRequest(workspace=WORKSPACE, text=query.text))
            names = [library.name_of[one.candidate.document_id] for one in found.scored]
            documents = [small.documents[int(name)] for name in names]
            own = [one.id for one in documents if one.lang == query.target_lang]
            assert cases[query.id].fused(SHIPPED) == own


def test_words_alone_and_meaning_alone_find_what_they_can(folder: Path) -> None:
    cases = {case.query: case for case in fusion_cases(folder, most=10)}
    assert cases["q1"].by_words(SHIPPED)[0] == "hr:potres"
    assert cases["q2"].by_meaning(SHIPPED)[0] == "en:earthquake"


def test_of_each_kind_and_half_no_more_are_asked(folder: Path) -> None:
    queries = (folder / "queries.jsonl").read_text(encoding="utf-8")
    more = queries.replace('"id": "q', '"id": "again-q')
    (folder / "queries.jsonl").write_text(queries + more, encoding="utf-8")
    qrels = (folder / "qrels.tsv").read_text(encoding="utf-8")
    again = "".join(f"again-{line}\n" for line in qrels.split("\n")[1:] if line)
    (folder / "qrels.tsv").write_text(qrels + again, encoding="utf-8")
    asked = [(case.group, case.development) for case in fusion_cases(folder, most=1)]
    assert len(asked) == len(set(asked)) >= 4


def test_every_move_leaves_weights_that_sum_to_one_and_are_not_negative() -> None:
    shapes = [SHIPPED]
    for _ in range(12):
        shapes.extend(moved for move in MOVES if (moved := move(shapes[-1])) is not None)
    for shape in shapes:
        for weights in (shape.within, shape.across):
            shares = (weights.lexical, weights.passage, weights.sentence, weights.words)
            assert abs(sum(shares) - 1) < 1e-9
            assert min(shares) >= 0
        assert min(shape.clear, shape.page, shape.echo) > 0


def test_what_is_fitted_is_never_worse_than_what_ships(folder: Path) -> None:
    cases = list(fusion_cases(folder, most=10))
    before, after = (worth(cases, shape) for shape in (SHIPPED, fitted(cases)))
    assert before > 0.5
    assert after >= before
