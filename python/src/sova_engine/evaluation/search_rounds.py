"""The questions of ``search_speed``: each asked of the engine and of a bare Chroma in turn."""

from __future__ import annotations

import http.client
import json
import random
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import chromadb
import numpy as np
import psutil
from chromadb.api.models.Collection import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings

from sova_engine.embedding import Embedder, Vectors, load_builtin
from sova_engine.evaluation.made_library import WORKSPACE, Text
from sova_engine.evaluation.processes import TOKEN, Process, Rig, wait_for
from sova_engine.evaluation.timing import Spread
from sova_engine.store import Store
from sova_engine.vectors import collection_name

_CANDIDATES = 120
_CHOSEN = 5
_WARM = 20
_FILLING_SECONDS = 3600
_MIB = 1024 * 1024
Rounds = dict[str, list[list[float]]]


@dataclass(slots=True)
class Size:
    """What was measured of a library of one size."""

    passages: int
    times: dict[str, Spread]
    stages: dict[str, Spread]
    recall: float
    memory: dict[str, int]
    """Resident bytes by process."""
    disk: dict[str, int]

    @property
    def against_chroma(self) -> float:
        return self.times["search"].median_p95 / self.times["bare Chroma"].median_p95

    @property
    def restricted(self) -> float:
        return self.times["search, 5 documents"].median_p95 / self.times["search"].median_p95

    def table(self) -> str:
        lines = [f"{self.passages:,} passages, ms (rounds' median, their least and most)"]
        lines += [spread.line(name) for name, spread in self.times.items()]
        lines += [spread.line(f"  stage {name}") for name, spread in self.stages.items()]
        lines.append(f"  search p95 is {self.against_chroma:.2f} times a bare Chroma query's")
        lines.append(f"  5 documents p95 is {self.restricted:.2f} times the whole library's")
        lines.append(f"  recall@10 of the vector channel against exact search {self.recall:.4f}")
        for what, parts in (("memory", self.memory), ("disk", self.disk)):
            each = ", ".join(f"{name} {size / _MIB:,.0f} MiB" for name, size in parts.items())
            per = sum(parts.values()) / self.passages / 1024
            lines.append(f"  {what}: {each}; {per:,.1f} KiB a passage")
        return "\n".join(lines)

    def growth_from(self, small: Size) -> str:
        more = self.passages - small.passages
        lines = [
            f"  {name:28} p50 x{spread.median_p50 / small.times[name].median_p50:.2f}"
            f"   p95 x{spread.median_p95 / small.times[name].median_p95:.2f}"
            for name, spread in self.times.items()
        ]
        for what, now, before in (
            ("memory", self.memory, small.memory),
            ("disk", self.disk, small.disk),
        ):
            grown = (sum(now.values()) - sum(before.values())) / more / 1024
            lines.append(f"  {what}: {grown:.2f} KiB for each passage more")
        return "\n".join(lines)


@dataclass(slots=True)
class _Times:
    """Rounds of milliseconds by name."""

    rounds: Rounds = field(default_factory=lambda: defaultdict[str, list[list[float]]](list))

    def add(self, name: str, value: float, number: int) -> None:
        values = self.rounds[name]
        while len(values) <= number:
            values.append([])
        values[number].append(value)

    def spreads(self) -> dict[str, Spread]:
        return {name: Spread.of(values) for name, values in self.rounds.items()}


def measure(rig: Rig, resources: Path, text: Text, questions: int, rounds: int) -> Size:
    """Of the library in the rig's folder, its processes not running yet."""
    embedder = load_builtin(resources)
    rig.start()
    _settled(rig, embedder)
    bare = _bare_copy(rig, embedder)
    _settled(rig, embedder)
    assert rig.engine is not None
    assert rig.vectors is not None
    chance = random.Random(7)
    asked = [text.question(chance) for _ in range(questions)]
    vectors = embedder.embed_queries(asked)
    ids, exact = _exact(rig, embedder, vectors)
    documents = sorted({one.rpartition(":")[0].rpartition(":")[0] for one in ids})
    ask = _asker(rig.engine)
    times, stages = _Times(), _Times()
    for question in asked[:_WARM]:
        ask(question, None)
    for number in range(rounds):
        for place, question in enumerate(asked):
            chosen = chance.sample(documents, min(_CHOSEN, len(documents)))
            result, spent = ask(question, None)
            for name, one in result["timings"].items():
                stages.add(name, one, number)
            times.add("search", result["timings"]["search"], number)
            times.add("search over HTTP", spent, number)
            result, spent = ask(question, chosen)
            times.add("search, 5 documents", result["timings"]["search"], number)
            begun = perf_counter()
            bare.query(
                query_embeddings=vectors[place : place + 1],
                n_results=_CANDIDATES,
                include=["distances"],
            )
            times.add("bare Chroma", 1000 * (perf_counter() - begun), number)
    recall = _recall(bare, vectors, exact)
    memory = {
        name: psutil.Process(process.popen.pid).memory_info().rss
        for name, process in (("engine", rig.engine), ("chroma", rig.vectors))
    }
    disk = {name: _size(rig.data / name) for name in ("engine", "vectors")}
    rig.close()
    return Size(len(ids), times.spreads(), stages.spreads(), recall, memory, disk)


def _asker(engine: Process) -> Callable[[str, list[str] | None], tuple[dict[str, Any], float]]:
    """The result and the milliseconds a caller waited, over one kept-alive connection."""
    connection = http.client.HTTPConnection("127.0.0.1", engine.ready["port"])
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}

    def ask(question: str, documents: list[str] | None) -> tuple[dict[str, Any], float]:
        body = {"workspace": WORKSPACE, "text": question, "documentIds": documents}
        begun = perf_counter()
        connection.request("POST", "/v1/search", json.dumps(body).encode(), headers)
        response = connection.getresponse()
        answer = response.read()
        spent = 1000 * (perf_counter() - begun)
        if response.status != 200:
            raise RuntimeError(answer.decode())
        return json.loads(answer), spent

    return ask


def _settled(rig: Rig, embedder: Embedder) -> None:
    """Until every vector is in Chroma and asked of it (a thorough check would take minutes)."""
    store = Store(rig.data / "engine" / "engine.db")
    try:
        number = _number(store, embedder)
        wait_for(
            lambda: (
                store.debts.count(WORKSPACE, number) == 0
                and rig.get("/readyz")["vectorDbConnected"]
            ),
            "the vectors did not come in",
            _FILLING_SECONDS,
        )
    finally:
        store.close()


def _number(store: Store, embedder: Embedder) -> int:
    return next(number for number, name, _ in store.vectors.registered() if name == embedder.id)


def _bare_copy(rig: Rig, embedder: Embedder) -> Collection:
    """The vector server's own files, opened by a plain client in this process."""
    assert rig.vectors is not None
    rig.vectors.close()
    copy = rig.data / "bare"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(rig.vector_folder / "store", copy)
    rig.start_vectors()
    # Chroma keeps one system per path for the life of the process: the last size's.
    SharedSystemClient.clear_system_cache()
    client = chromadb.PersistentClient(str(copy), Settings(anonymized_telemetry=False))
    name = collection_name(WORKSPACE, embedder.id, embedder.dimensions)
    return client.get_collection(name, embedding_function=None)


def _exact(rig: Rig, embedder: Embedder, vectors: Vectors) -> tuple[list[str], list[set[str]]]:
    """All passage ids, and for each question the ten nearest by an exact search."""
    store = Store(rig.data / "engine" / "engine.db")
    try:
        number = _number(store, embedder)
        expected = store.debts.expected(WORKSPACE, number)
        ids = list(expected)
        cached = store.vectors.get(number, embedder.dimensions, list(set(expected.values())))
        matrix = np.stack([cached[expected[one]][0] for one in ids])
    finally:
        store.close()
    nearest = np.argpartition(-(vectors @ matrix.T), 10, axis=1)[:, :10]
    return ids, [{ids[int(i)] for i in row} for row in nearest]


def _recall(bare: Collection, vectors: Vectors, exact: Sequence[set[str]]) -> float:
    found = bare.query(query_embeddings=vectors, n_results=_CANDIDATES, include=["distances"])
    shares = [len(own & set(ids[:10])) / 10 for own, ids in zip(exact, found["ids"], strict=True)]
    return float(np.mean(shares))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
