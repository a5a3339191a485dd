"""The vector server's own duties: one owner, the guard, no text, bad bodies."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path

import httpx
import numpy as np
import pytest

from sova_engine.errors import EngineError
from sova_engine.evaluation.processes import TOKEN, Process
from sova_engine.vectors import SovaVectorStore
from sova_engine.vectors.chroma_service import ChromaService
from sova_engine.vectors.directory import VectorDirectory
from sova_engine.vectors.frames import CONTENT_TYPE, BadFrame, pack, unpack


def test_a_second_owner_of_the_directory_is_refused(tmp_path: Path) -> None:
    first = Process("sova_engine.vectors.server", tmp_path, {})
    with pytest.raises(RuntimeError, match="another process owns the vector directory"):
        Process("sova_engine.vectors.server", tmp_path, {})
    assert first.close() == 0
    Process("sova_engine.vectors.server", tmp_path, {}).close()


def test_a_clean_stop_is_trusted_and_a_kill_is_not(tmp_path: Path) -> None:
    process = Process("sova_engine.vectors.server", tmp_path, {})
    SovaVectorStore(process.url, TOKEN).ensure("one", 4)
    process.close()
    process = Process("sova_engine.vectors.server", tmp_path, {})
    assert SovaVectorStore(process.url, TOKEN).trusted()
    process.kill()
    process = Process("sova_engine.vectors.server", tmp_path, {})
    store = SovaVectorStore(process.url, TOKEN)
    assert not store.trusted()
    assert store.counts() == {"one": 0}
    process.close()
    process = Process("sova_engine.vectors.server", tmp_path, {})
    store = SovaVectorStore(process.url, TOKEN)
    assert not store.trusted(), "a clean stop does not settle the doubt"
    store.mark_verified()
    assert store.trusted()
    process.close()


def test_an_opening_that_brought_the_process_down_is_not_repeated(tmp_path: Path) -> None:
    process = Process("sova_engine.vectors.server", tmp_path, {})
    SovaVectorStore(process.url, TOKEN).ensure("one", 4)
    process.kill()
    (tmp_path / "opening").touch()
    process = Process("sova_engine.vectors.server", tmp_path, {})
    assert SovaVectorStore(process.url, TOKEN).counts() == {}
    assert (tmp_path / "damaged" / "chroma.sqlite3").is_file()
    process.close()


def test_what_fails_on_a_full_disk_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    service = ChromaService(VectorDirectory(tmp_path), leave=lambda: left.append("left"))
    service.ensure("one", 4)
    # What a full disk does to a write, a table that is gone does as well.
    with contextlib.closing(sqlite3.connect(tmp_path / "store" / "chroma.sqlite3")) as database:
        database.execute("DROP TABLE embeddings_queue")
        database.commit()
    point = np.ones((1, 4), np.float32)
    with pytest.raises(Exception, match="embeddings_queue"):
        service.upsert("one", ["a"], ["d"], point)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=4096))
    with pytest.raises(EngineError) as failed:
        service.upsert("one", ["a"], ["d"], point)
    assert failed.value.code == "disk-full"
    with pytest.raises(EngineError) as unread:
        service.query("one", point, 1)
    assert unread.value.code == "disk-full"
    with pytest.raises(EngineError) as unknown:
        service.query("never asked for", point, 1)
    assert unknown.value.code == "disk-full", "Chroma is not asked for its collection either"
    assert left == [], "there is no room yet"
    monkeypatch.undo()
    with pytest.raises(EngineError):
        service.counts()
    assert left == ["left"], "begins anew as soon as there is room"
    service.close()
    assert not VectorDirectory(tmp_path).prepare(), "to be verified"


def test_a_store_that_cannot_be_opened_on_a_full_disk_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "chroma.sqlite3").write_bytes(b"not a database at all" * 100)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=4096))
    for _ in range(2):  # the next start finds no opening that was not ended
        directory = VectorDirectory(tmp_path)
        with pytest.raises(EngineError) as failed:
            ChromaService(directory, leave=lambda: None)
        assert failed.value.code == "disk-full"
        assert not (tmp_path / "damaged").exists()
        directory.release()


def test_strangers_and_bad_bodies_are_refused(tmp_path: Path) -> None:
    process = Process("sova_engine.vectors.server", tmp_path, {})
    assert httpx.get(process.url + "/healthz", trust_env=False).status_code == 401
    foreign = process.http.get("/v1/collections", headers={"host": "evil.example"})
    assert (foreign.status_code, foreign.json()["code"]) == (400, "forbidden-host")
    origin = process.http.get("/v1/collections", headers={"origin": "http://evil.example"})
    assert (origin.status_code, origin.json()["code"]) == (403, "forbidden-origin")
    bad = process.http.post("/v1/collections/one/query", content=b"\x01\x00")
    assert (bad.status_code, bad.json()["code"]) == (422, "invalid-input")
    frame = pack({"count": 3}, np.zeros((1, 4), np.float32))
    missing = process.http.post("/v1/collections/none/query", content=frame)
    assert (missing.status_code, missing.json()["code"]) == (404, "not-found")
    process.close()


def test_frames_carry_a_header_and_a_matrix() -> None:
    matrix = np.arange(6, dtype=np.float32).reshape(2, 3)
    header, back = unpack(pack({"ids": ["č", "b"]}, matrix))
    assert header == {"ids": ["č", "b"]}
    assert (back == matrix).all()
    assert CONTENT_TYPE.startswith("application/")
    good = pack({}, matrix)
    for bad in (b"", good[:-1], good[:6], b"\xff" * 40, json.dumps({}).encode()):
        with pytest.raises(BadFrame):
            unpack(bad)
