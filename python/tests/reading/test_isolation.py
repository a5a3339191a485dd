"""What hangs, dies or swells in a reader process fails its page or file, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from sova_engine.errors import EngineError
from sova_engine.reading import ReadLimits, ReadPage, ReadRequest
from sova_engine.reading.idle import IdleReaders
from sova_engine.reading.isolated import ReaderPool
from sova_engine.reading.process import ReaderProcess

from .making import CROATIAN, lines, pdf

PATIENT = ReadLimits(seconds_per_page=60, memory_bytes=400 * 1024 * 1024)
LIMITS = replace(PATIENT, seconds_per_page=1.5)


def never() -> bool:
    return False


def readers() -> set[psutil.Process]:
    return set(psutil.Process().children())


@pytest.fixture
def faulty() -> Iterator[ReaderPool]:
    pool = ReaderPool("tests.reading.faulty_worker")
    yield pool
    pool.close()


def ask(pool: ReaderPool, name: str) -> list[ReadPage]:
    limits = LIMITS if name.startswith("hang") else PATIENT
    _, pages = pool.read(ReadRequest(Path("unused"), name, limits), never)
    return list(pages)


@pytest.mark.parametrize(
    ("name", "code"),
    [("hang", "reader-timeout"), ("crash", "reader-crashed"), ("eat", "reader-memory")],
)
def test_a_bad_page_fails_alone(faulty: ReaderPool, name: str, code: str) -> None:
    pages = ask(faulty, name)
    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert [page.reason_code for page in pages] == [None, code, None, None]
    assert [page.text for page in pages][2:] == ["stranica 3", "stranica 4"]


def test_readers_that_have_read_make_room_for_a_fresh_one() -> None:
    idle = IdleReaders(lambda: ReaderProcess("tests.reading.faulty_worker"), seconds=0.1)
    used = [idle.take() for _ in range(3)]
    for one in used:
        one.files_read = 1
        idle.give(one)
    gone, alive = psutil.wait_procs([psutil.Process(one.pid) for one in used], timeout=30)
    assert (len(gone), alive) == (3, [])
    fresh = idle.take()
    assert fresh.files_read == 0
    fresh.kill()
    idle.close()


@pytest.mark.parametrize("name", ["crash once", "crash once in a flow", "crash once at open"])
def test_a_lost_reader_costs_nothing(faulty: ReaderPool, name: str, tmp_path: Path) -> None:
    _, pages = faulty.read(ReadRequest(tmp_path / "crashed", name, PATIENT), never)
    assert [page.text for page in pages] == [f"stranica {number}" for number in (1, 2, 3, 4)]


def test_a_flow_that_kills_every_reader_fails(faulty: ReaderPool) -> None:
    with pytest.raises(EngineError) as caught:
        ask(faulty, "crash in a flow")
    assert caught.value.code == "reader-crashed"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hang at open", "reader-timeout"),
        ("crash at open", "reader-crashed"),
        ("eat at open", "reader-memory"),
    ],
)
def test_a_bad_file_fails_alone(faulty: ReaderPool, name: str, code: str) -> None:
    with pytest.raises(EngineError) as caught:
        ask(faulty, name)
    assert caught.value.code == code
    assert len(ask(faulty, "fine")) == 4


def test_endless_messages_block_nobody(faulty: ReaderPool) -> None:
    assert len(ask(faulty, "flood")) == 4


def test_cancelled_is_said_and_leaves_no_process(faulty: ReaderPool) -> None:
    before = readers()
    seen: list[int] = []
    _, pages = faulty.read(ReadRequest(Path("unused"), "hang", PATIENT), lambda: bool(seen))
    with pytest.raises(EngineError) as caught:
        for page in pages:
            seen.append(page.number)
    assert caught.value.code == "cancelled"
    assert readers() <= before


def test_leaving_in_the_middle_kills_the_reader(faulty: ReaderPool) -> None:
    before = readers()
    _, pages = faulty.read(ReadRequest(Path("unused"), "hang", PATIENT), never)
    assert next(pages).number == 1
    pages.close()  # type: ignore[attr-defined]
    assert readers() <= before


def test_a_real_reader_is_kept_warm(tmp_path: Path) -> None:
    file = tmp_path / "č ž š.txt"
    file.write_text(CROATIAN, encoding="utf-8")
    pool = ReaderPool()
    try:
        before = readers()
        found = []
        for _ in range(3):
            _, pages = pool.read(ReadRequest(file, file.name), never)
            assert [page.text for page in pages] == [CROATIAN]
            found.append(readers() - before)
        assert len(found[0]) == 1
        assert found[0] == found[1] == found[2]
    finally:
        pool.close()


def test_a_bomb_in_a_page_is_stopped_by_the_memory_limit(tmp_path: Path) -> None:
    bomb = zlib.compress(b"BT /F1 12 Tf " + b"1 0 0 1 9 9 Tm (abc) Tj " * 3_000_000 + b"ET", 9)
    plain = pdf(tmp_path / "plain.pdf", lines("Prva"), b"@", lines("Treca")).read_bytes()
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(bomb), bomb)
    file = tmp_path / "bomb.pdf"
    file.write_bytes(plain.replace(b"<</Length 1>>\nstream\n@\nendstream", stream))
    limits = ReadLimits(seconds_per_page=120, memory_bytes=300 * 1024 * 1024)
    pool = ReaderPool()
    try:
        _, pages = pool.read(ReadRequest(file, file.name, limits, ocr=False), never)
        outcomes = [(page.text, page.reason_code) for page in pages]
    finally:
        pool.close()
    assert outcomes == [("Prva", None), ("", "reader-memory"), ("Treca", None)]


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "open('/' + 'var/tmp/sova-should-not-be', 'w')",
        "import os; os.rename('/etc/hostname', '/etc/other')",
        "import os; os.system('true')",
    ],
)
def test_a_reader_may_not(deed: str) -> None:
    code = f"from sova_engine.reading.confine import confine; confine(); {deed}"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )  # fmt: skip
    assert "PermissionError: a reader may not" in ended.stderr
