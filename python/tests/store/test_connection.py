"""Reading connections: one a thread, gone with it."""

from __future__ import annotations

import threading
from pathlib import Path

import apsw

from sova_engine.store.connection import Database


def test_a_connection_goes_with_its_thread(tmp_path: Path) -> None:
    before = len(apsw.connections())
    database = Database(tmp_path / "engine.db")

    def read() -> None:
        assert database.value("SELECT count(*) FROM documents") == 0
        assert database.read() is database.read()

    for _ in range(20):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    # The writer's alone.
    assert len(apsw.connections()) == before + 1
    database.close()
    assert len(apsw.connections()) == before
