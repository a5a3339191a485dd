"""The bare parts Sova stands on, each driven by a few lines: what the benchmarks compare with.

bare.py chroma COUNT DIMENSIONS QUERIES   -> one JSON line of milliseconds a query
bare.py kreuzberg FILE ROUNDS             -> one JSON line of milliseconds a reading
bare.py idle                              -> imports what the engine and Chroma are made of, waits
"""

from __future__ import annotations

import json
import sys
import tempfile
import time


def chroma(count: int, dimensions: int, queries: int) -> None:
    import chromadb
    import numpy as np
    from chromadb.config import Settings

    rng = np.random.default_rng(5)
    centres = rng.standard_normal((200, dimensions), np.float32)
    vectors = centres[rng.integers(0, 200, count)] + 0.6 * rng.standard_normal(
        (count, dimensions), np.float32
    )
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with tempfile.TemporaryDirectory() as folder:
        client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
        collection = client.create_collection(
            "bare", embedding_function=None, metadata={"hnsw:space": "cosine"}
        )
        for start in range(0, count, 500):
            part = vectors[start : start + 500]
            collection.add([str(start + i) for i in range(len(part))], embeddings=part)
        times: list[float] = []
        for index in range(queries):
            query = vectors[(index * 37) % count] + 0.1 * rng.standard_normal(
                dimensions, np.float32
            )
            begun = time.perf_counter()
            collection.query(query_embeddings=[query], n_results=50, include=["distances"])
            times.append((time.perf_counter() - begun) * 1000)
    print(json.dumps(times))


def kreuzberg(path: str, rounds: int) -> None:
    from kreuzberg import extract_file_sync

    times: list[float] = []
    for _ in range(rounds):
        begun = time.perf_counter()
        extract_file_sync(path)
        times.append((time.perf_counter() - begun) * 1000)
    print(json.dumps(times))


def idle() -> None:
    import apsw
    import chromadb
    import fastapi
    import numpy
    import uvicorn

    print(json.dumps([module.__name__ for module in (apsw, chromadb, fastapi, numpy, uvicorn)]))
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    if kind == "chroma":
        chroma(*(int(each) for each in arguments))
    elif kind == "kreuzberg":
        kreuzberg(arguments[0], int(arguments[1]))
    else:
        idle()
