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


def test_a_document_is_named_as_its_file_is_and_what_was_read_is_told(
    rig: Rig, documents: dict[str, Path]
) -> None:
    rig.start()
    for key, path in documents.items():
        rig.ingest(path, key)
    rig.wait_whole()
    found = rig.search("Napravi sažetak dokumenta handbook.md", extract=True, trace=True)
    whole = found["trace"]["whole"]
    assert whole["asked"] == "about"
    [told] = whole["documents"]
    assert told["documentId"] == "handbook"
    assert 0 < told["read"] <= told["passages"]
    assert found["trace"]["candidates"] == []

    searched = rig.search("Kolika je najamnina?", trace=True)["trace"]
    assert searched["whole"] is None
    assert searched["candidates"]


CONTRACT = """# Ugovor o zakupu

Grad Primorje kao zakupodavac i Stolarija Čempres d.o.o. kao zakupnik sklapaju ovaj ugovor.

## Članak 1.

Zakupodavac daje u zakup poslovni prostor površine 86 četvornih metara u Ulici hrvatskih branitelja.

## Članak 2.

Zakupnik plaća zakupninu do desetoga dana u mjesecu. Svaka strana može otkazati ugovor.

## Završne odredbe

Ugovor je sastavljen u dva primjerka, po jedan za svaku stranu.
"""


def test_the_parties_are_those_of_the_only_contract(
    rig: Rig, documents: dict[str, Path], tmp_path: Path
) -> None:
    rig.start()
    rig.ingest(documents["handbook"], "handbook")
    contract = tmp_path / "ugovor.md"
    contract.write_text(CONTRACT, encoding="utf-8")
    rig.ingest(contract, "contract")
    rig.wait_whole()
    said = rig.search("Tko su ugovorne strane?", extract=True)["sentences"]
    assert ["Čempres d.o.o." in one["text"] for one in said] == [True]

    told = rig.search("Sažmi ugovor", extract=True)["sentences"]
    headings = [one["text"] for one in told if one["role"] == "heading"]
    assert not any(one.startswith("Članak") for one in headings)
