"""One suite for both vector stores: our server, and a real ``chroma run``."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sova_engine.evaluation.processes import TOKEN, Process, wait_for
from sova_engine.vectors import (
    Matrix,
    SovaVectorStore,
    VectorsDamaged,
    VectorStore,
    VectorsUnavailable,
    collection_name,
)
from sova_engine.vectors.served_chroma import ServedChromaStore

NAME = collection_name("default", "modèl/č 1", 32)
CHROMA = "import sys, chromadb_rust_bindings as c; c.cli(['chroma', *sys.argv[1:]])"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _ours(folder: Path) -> Iterator[VectorStore]:
    process = Process("sova_engine.vectors.server", folder, {})
    yield SovaVectorStore(process.url, TOKEN)
    process.close()


def _served(folder: Path) -> Iterator[VectorStore]:
    port = _free_port()
    command = [sys.executable, "-c", CHROMA, "run", "--path", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    store = ServedChromaStore.at("127.0.0.1", port)

    def answers() -> bool:
        try:
            return store.trusted()
        except VectorsUnavailable:
            return False

    wait_for(answers, "chroma run does not answer")
    yield store
    process.terminate()
    process.wait(20)


@pytest.fixture(params=["ours", "served"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    yield from (_ours if request.param == "ours" else _served)(tmp_path / "vectors")


def _vectors(count: int) -> Matrix:
    made = np.random.default_rng(5).standard_normal((count, 32)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_what_is_put_in_is_found_counted_listed_and_taken_out(store: VectorStore) -> None:
    matrix = _vectors(1200)
    ids = [f"dokument-š:{n}" for n in range(len(matrix))]
    assert store.trusted()
    store.ensure(NAME, 32)
    store.ensure(NAME, 32)
    store.upsert(NAME, ids, ["d"] * len(ids), matrix)
    assert store.counts() == {NAME: 1200}
    assert store.ids(NAME) == set(ids)

    found = store.query(NAME, matrix[[3, 900]], 5)
    exact = matrix @ matrix[900]
    assert [one[0].id for one in found] == [ids[3], ids[900]]
    assert found[1][0].similarity == pytest.approx(1.0, abs=1e-4)
    assert found[1][1].similarity == pytest.approx(float(np.sort(exact)[-2]), abs=1e-4)

    store.upsert(NAME, [ids[3]], ["d"], matrix[[4]])
    assert ids[3] in {one.id for one in store.query(NAME, matrix[[4]], 2)[0]}
    store.delete(NAME, [*ids[:1000], "never-there"])
    assert store.ids(NAME) == set(ids[1000:])
    store.drop(NAME)
    store.drop(NAME)
    assert store.counts() == {}


def test_a_collection_that_is_not_there_is_damage_to_be_repaired(store: VectorStore) -> None:
    with pytest.raises(VectorsDamaged):
        store.query("default--missing--32", _vectors(1), 3)
    store.discard()
    store.ensure(NAME, 32)
    assert store.query(NAME, _vectors(1), 3) == [[]]


def test_a_server_that_is_away_is_not_damage() -> None:
    port = _free_port()
    for store in (
        SovaVectorStore(f"http://127.0.0.1:{port}", TOKEN),
        ServedChromaStore.at("127.0.0.1", port),
    ):
        with pytest.raises(VectorsUnavailable):
            store.counts()


def test_names_hold_what_chroma_allows() -> None:
    assert NAME == "default--mod-l---1--32"
