"""Stopped anywhere, an ingest goes on; what comes out is what an undisturbed one gives."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from sova_engine.evaluation.processes import Rig, wait_for
from sova_engine.evaluation.wording import write_document


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """Markdown of many sections, each a page."""
    chance = random.Random(11)
    part = tmp_path / "part.txt"
    sections = [
        f"# Poglavlje {number}\n\n{write_document(part, chance, paragraphs=6).read_text('utf-8')}"
        for number in range(40)
    ]
    path = tmp_path / "priručnik.md"
    path.write_text("\n\n".join(sections), encoding="utf-8")
    return path


def _passages(rig: Rig, document: str) -> list[Any]:
    path = f"/v1/documents/default/{document}/passages"
    items: list[Any] = []
    while True:
        page = rig.get(path, offset=len(items), limit=500)
        items += page["items"]
        if len(items) >= page["total"]:
            return [{**one, "id": None} for one in items]


@pytest.mark.parametrize("stage", ["reading", "embedding", "indexing"])
def test_a_kill_at_each_stage_leaves_no_passage_twice_or_missing(
    rig: Rig, handbook: Path, stage: str
) -> None:
    rig.start()
    assert rig.engine is not None
    for event in rig.ingest_events(handbook, "killed"):
        if event["event"] == "stage" and event["stage"] == stage:
            break
    rig.engine.kill()
    rig.start_engine()
    assert rig.vectors is not None
    rig.vectors.close()
    rig.start_vectors()
    if stage != "indexing":  # indexing may have ended before the kill
        assert rig.search("najamnina")["passages"] == []
    assert rig.ingest(handbook, "killed")["event"] == "done"
    assert rig.ingest(handbook, "undisturbed")["event"] == "done"
    killed = _passages(rig, "killed")
    assert killed == _passages(rig, "undisturbed")
    assert len(killed) > 40
    assert rig.wait_whole()["vectors"] == 2 * len(killed)


def test_closing_the_request_cancels_and_asking_again_goes_on(rig: Rig, handbook: Path) -> None:
    rig.start_engine()
    events = rig.ingest_events(handbook, "handbook")
    while next(events)["stage"] != "embedding":
        pass
    events.close()
    again = list(rig.ingest_events(handbook, "handbook"))
    assert again[-1]["event"] == "done"
    reading = [one for one in again if one.get("stage") == "reading"]
    pages = again[-1]["summary"]["pages"]
    assert pages > 20
    assert [(one["done"], one["total"]) for one in reading] in ([(pages, pages)], [])
    assert rig.ingest(handbook, "handbook") == again[-1]


def test_a_page_read_again_takes_the_place_of_the_old_one(
    rig: Rig, documents: dict[str, Path]
) -> None:
    rig.start()
    rig.ingest(documents["lease"], "lease")
    before = _passages(rig, "lease")
    rig.wait_whole()
    options = {"pages": [1, 2]}
    assert rig.ingest(documents["lease"], "lease", options=options)["event"] == "done"
    assert _passages(rig, "lease") == before
    whole = rig.wait_whole()
    assert whole["vectors"] == whole["passages"] == len(before)
    found = rig.search("otkazni rok", channels=["lexical"])["passages"]
    assert sum("tri mjeseca" in one["text"] for one in found) == 1


def test_a_removal_beats_a_running_ingest(rig: Rig, handbook: Path) -> None:
    rig.start_engine()
    events = rig.ingest_events(handbook, "handbook")
    next(events)
    assert rig.http.delete("/v1/documents/default/handbook").status_code == 204
    last = list(events)[-1]
    assert (last["event"], last["problem"]["code"]) == ("error", "cancelled")
    assert not last["permanent"]
    wait_for(
        lambda: rig.http.get("/v1/documents/default/handbook/pages").status_code == 404,
        "the document is still there",
    )
