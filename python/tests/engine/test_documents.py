"""From a file to what is stored, found and removed: real processes throughout."""

from __future__ import annotations

from pathlib import Path

from sova_engine.evaluation.processes import Rig

LEASE = "/v1/documents/default/lease"


def test_a_document_is_read_found_and_removed_everywhere(
    rig: Rig, documents: dict[str, Path]
) -> None:
    rig.start()
    done = rig.ingest(documents["lease"], "lease")
    assert done["event"] == "done"
    assert done["summary"]["languages"] == ["hr"]
    rig.ingest(documents["handbook"], "handbook")
    whole = rig.wait_whole()
    assert whole["vectors"] == whole["passages"] > 3

    found = rig.search("Koliki je otkazni rok?", extract=True)
    assert found["language"] == "hr"
    first = found["passages"][0]
    assert (first["documentId"], "tri mjeseca" in first["text"]) == ("lease", True)
    page = rig.get(f"{LEASE}/pages/{first['page']}")
    assert page["text"][first["charStart"] : first["charEnd"]] == first["text"]
    assert set(first["channels"]) == {"lexical", "dense"}

    assert rig.http.delete(LEASE).status_code == 204
    left = rig.wait_whole()
    assert left["vectors"] == left["passages"] < whole["passages"]
    assert rig.http.get(f"{LEASE}/pages").status_code == 404
    for channels in (["lexical"], ["dense"]):
        after = rig.search("otkazni rok", channels=channels)
        assert {one["documentId"] for one in after["passages"]} <= {"handbook"}


def test_offsets_are_code_points_also_behind_an_emoji(rig: Rig, documents: dict[str, Path]) -> None:
    rig.start()
    rig.ingest(documents["lease"], "lease")
    hits = rig.get(f"{LEASE}/find", text="dacke TORBE")["hits"]
    assert len(hits) == 1
    text = rig.get(f"{LEASE}/pages/{hits[0]['page']}")["text"]
    assert text[hits[0]["charStart"] : hits[0]["charEnd"]] == "đačke torbe"
    passages = rig.get(f"{LEASE}/passages", limit=500)
    assert passages["total"] == len(passages["items"])
    for passage in passages["items"]:
        page = rig.get(f"{LEASE}/pages/{passage['page']}")["text"]
        assert page[passage["charStart"] : passage["charEnd"]] == passage["text"]


def test_boxes_of_several_spans_come_in_the_order_asked(
    rig: Rig, documents: dict[str, Path]
) -> None:
    rig.start()
    rig.ingest(documents["lease"], "lease")
    page = rig.get(f"{LEASE}/pages")[0]
    asked = rig.get(f"{LEASE}/boxes", page=page["number"], spans="4-9,0-3,900000-900001")
    assert (asked["width"], asked["height"]) == (page["width"], page["height"])
    assert [len(boxes) for boxes in asked["spans"]][2] == 0
    assert rig.http.get(f"{LEASE}/boxes", params={"page": 1, "spans": "4-"}).status_code == 422


def test_chosen_documents_are_the_only_ones_searched(rig: Rig, documents: dict[str, Path]) -> None:
    rig.start()
    for key, path in documents.items():
        rig.ingest(path, key)
    rig.wait_whole()
    for channels in (["lexical"], ["dense"], ["lexical", "dense"]):
        found = rig.search("najamnina 650 eura", documentIds=["handbook"], channels=channels)
        assert {one["documentId"] for one in found["passages"]} <= {"handbook"}
    dense = rig.search("boiler inspection", documentIds=["handbook"], channels=["dense"])
    assert "inspected every October" in dense["passages"][0]["text"]
    assert rig.search("najamnina", documentIds=[])["passages"] == []


def test_answers_go_on_without_the_vector_store(rig: Rig, documents: dict[str, Path]) -> None:
    rig.start()
    rig.ingest(documents["lease"], "lease")
    rig.wait_whole()
    assert rig.vectors is not None
    rig.vectors.kill()
    found = rig.search("Kolika je najamnina?")
    assert "650 eura" in found["passages"][0]["text"]
    assert not rig.get("/readyz")["vectorDbConnected"]
    rig.ingest(documents["handbook"], "handbook")
    rig.http.delete(LEASE)
    assert rig.search("boiler")["passages"]
    rig.start_vectors()
    whole = rig.wait_whole()
    assert whole["vectors"] == rig.get("/readyz")["passages"]


def test_reconcile_removes_what_the_application_does_not_know(
    rig: Rig, documents: dict[str, Path]
) -> None:
    rig.start()
    for key, path in documents.items():
        rig.ingest(path, key)
    body = {"workspace": "default", "documentIds": ["handbook", "never-ingested"]}
    assert rig.post("/v1/reconcile", body) == {"removed": ["lease"], "missing": ["never-ingested"]}
    assert rig.http.get(f"{LEASE}/pages").status_code == 404


def test_a_file_that_cannot_be_read_leaves_nothing(rig: Rig, tmp_path: Path) -> None:
    rig.start_engine()
    cases = {
        "empty.txt": (b"", "empty-file"),
        "broken.pdf": (b"%PDF-1.7\nnothing follows", "corrupt-file"),
        "blank.txt": (b" \n \n", "empty-file"),
    }
    for name, (content, code) in cases.items():
        path = tmp_path / name
        path.write_bytes(content)
        event = rig.ingest(path, name)
        assert (event["event"], event["permanent"]) == ("error", True), name
        assert event["problem"]["code"] == code
        assert rig.http.get(f"/v1/documents/default/{name}/pages").status_code == 404
    assert rig.ingest(tmp_path / "gone.txt", "gone")["problem"]["code"] == "file-vanished"


def test_a_follow_up_is_searched_with_its_question(rig: Rig, documents: dict[str, Path]) -> None:
    rig.start()
    rig.ingest(documents["lease"], "lease")
    found = rig.search("A kada se plaća?", context=["Kolika je najamnina?"], trace=True)
    assert found["trace"]["searched"] == "Kolika je najamnina? A kada se plaća?"
    assert "do petog dana" in found["passages"][0]["text"]


def test_a_document_is_found_by_its_name(rig: Rig, tmp_path: Path) -> None:
    rig.start_engine()
    text = "The annual fee is {} euros. It is paid by the end of January, by bank transfer."
    for name, fee in (("Teniski-klub_2024.txt", 90), ("šahovskoDruštvo.txt", 35)):
        path = tmp_path / name
        path.write_text(text.format(fee), encoding="utf-8")
        rig.ingest(path, name)
    for question, fee in (
        ("Kolika je članarina teniskog kluba?", 90),
        ("sahovsko drustvo fee", 35),
    ):
        assert f"{fee} euros" in rig.search(question)["passages"][0]["text"]
