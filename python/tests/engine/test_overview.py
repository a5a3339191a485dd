"""Questions about a document as a whole: whose document they mean."""

from __future__ import annotations

from pathlib import Path

from sova_engine.evaluation.processes import Rig


def test_a_summary_is_of_all_documents_or_of_the_one_that_was_spoken_of(
    rig: Rig, documents: dict[str, Path]
) -> None:
    rig.start()
    for key, path in documents.items():
        rig.ingest(path, key)
    rig.wait_whole()

    def told_of(text: str, **more: object) -> set[str]:
        found = rig.search(text, extract=True, **more)
        assert found["answerable"]
        assert any(one["role"] == "title" for one in found["sentences"])
        return {found["passages"][one["source"] - 1]["documentId"] for one in found["sentences"]}

    assert told_of("Sažmi") == {"lease", "handbook"}
    assert told_of("Sažmi", context=["Kolika je najamnina?"]) == {"lease"}
    assert told_of("Sum it up", context=["Who keeps the key?", "And of the cellar?"]) == {
        "handbook"
    }
    assert told_of("Sažmi", documentIds=["handbook"], context=["Kolika je najamnina?"]) == {
        "handbook"
    }
