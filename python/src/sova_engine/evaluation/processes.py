"""The engine and the vector server as real processes, for tests and campaigns."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

TOKEN = "a-token-of-this-run"
_SECONDS = 60.0


class Process:
    """One child: its ready line, an HTTP client with its token, three ways to end it."""

    def __init__(self, module: str, data: Path, environment: dict[str, str]) -> None:
        path = os.pathsep.join(part for part in sys.path if part)
        self.popen = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONPATH": path,
                "SOVA_TOKEN": TOKEN,
                "SOVA_DATA_DIR": str(data),
                **environment,
            },
        )
        self.log: list[str] = []
        threading.Thread(target=self._drain, daemon=True).start()
        assert self.popen.stdout is not None
        line = self.popen.stdout.readline()
        if not line:
            self.popen.wait()
            raise RuntimeError(f"{module} did not start:\n" + "".join(self.log[-30:]))
        self.ready: dict[str, Any] = json.loads(line)
        self.url = f"http://127.0.0.1:{self.ready['port']}"
        self.http = httpx.Client(
            base_url=self.url,
            headers={"authorization": f"Bearer {TOKEN}"},
            timeout=_SECONDS,
            trust_env=False,
        )

    def _drain(self) -> None:
        assert self.popen.stderr is not None
        for line in self.popen.stderr:
            self.log.append(line.decode(errors="replace"))

    def close(self) -> int:
        """As the application does: standard input ends. Returns the exit status."""
        self.http.close()
        assert self.popen.stdin is not None
        self.popen.stdin.close()
        return self.popen.wait(_SECONDS)

    def kill(self) -> None:
        self.http.close()
        self.popen.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        self.popen.wait(_SECONDS)

    @property
    def alive(self) -> bool:
        return self.popen.poll() is None


class Rig:
    """An engine beside its vector server over one data directory."""

    def __init__(self, data: Path, environment: dict[str, str] | None = None) -> None:
        self.data = data
        self._environment = environment or {}
        self.engine: Process | None = None
        self.vectors: Process | None = None

    def __enter__(self) -> Rig:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for process in (self.engine, self.vectors):
            if process is not None and process.alive:
                process.kill()

    @property
    def vector_folder(self) -> Path:
        return self.data / "vectors"

    def start(self) -> None:
        self.start_engine()
        self.start_vectors()

    def start_engine(self) -> None:
        self.engine = Process("sova_engine", self.data / "engine", self._environment)

    def start_vectors(self) -> None:
        """As the application does: once more after a crash, then the engine is told."""
        try:
            self.vectors = Process(
                "sova_engine.vectors.server", self.vector_folder, self._environment
            )
        except RuntimeError:
            self.vectors = Process(
                "sova_engine.vectors.server", self.vector_folder, self._environment
            )
        if self.engine is not None and self.engine.alive:
            address = {"url": self.vectors.url, "token": TOKEN}
            self.http.put("/v1/vectors", json=address).raise_for_status()

    def close(self) -> None:
        for process in (self.engine, self.vectors):
            if process is not None and process.alive:
                process.close()

    @property
    def http(self) -> httpx.Client:
        assert self.engine is not None
        return self.engine.http

    def get(self, path: str, **query: str | int) -> Any:
        return self.http.get(path, params=query).raise_for_status().json()

    def post(self, path: str, body: object = None) -> Any:
        return self.http.post(path, json=body).raise_for_status().json()

    def ingest_events(self, path: Path, document_id: str, **more: object) -> Iterator[Any]:
        """Closing the iterator cancels the ingest."""
        body = {
            "workspace": "default",
            "documentId": document_id,
            "sha256": document_id,
            "path": str(path),
            "name": path.name,
            **more,
        }
        with self.http.stream("POST", "/v1/ingest", json=body) as response:
            for line in response.iter_lines():
                yield json.loads(line)

    def ingest(self, path: Path, document_id: str, **more: object) -> Any:
        """The last event."""
        last: Any = None
        for event in self.ingest_events(path, document_id, **more):
            last = event
        return last

    def search(self, text: str, **more: object) -> Any:
        return self.post("/v1/search", {"workspace": "default", "text": text, **more})

    def wait_whole(self, seconds: float = _SECONDS) -> Any:
        """Until the vector store is in use and owes nothing; returns the last check."""
        return wait_for(self._whole, "the index is not whole", seconds)

    def _whole(self) -> Any:
        if not self.get("/readyz")["vectorDbConnected"]:
            return None
        report = self.post("/v1/maintenance/check")
        return report if report["consistent"] and report["pending"] == 0 else None


def wait_for(condition: Callable[[], Any], otherwise: str, seconds: float = _SECONDS) -> Any:
    """The first truth of a condition, asked often; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise TimeoutError(otherwise)
