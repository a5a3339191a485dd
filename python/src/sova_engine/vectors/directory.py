"""The vector directory: one owner, a seal on what was closed cleanly, damage set aside.

Chroma takes no lock and its index is not crash-safe, so:

- ``owner.lock`` is held as long as the process lives; a second process is refused.
- ``seal.json`` names each file with its size and digest after a clean close. A seal that
  fits is proof; one that does not fit is damage; none at all means an unclean stop, and
  the engine verifies every vector.
- ``opening`` stands while the store is opened and probed. Found at start it tells that
  the last opening brought the process down: the store is set aside unopened.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
from pathlib import Path
from typing import IO

from sova_engine.errors import EngineError

_log = logging.getLogger(__name__)
_LEAST_FREE = 8 * 1024 * 1024
"""Bytes; a write that failed gave back what it had taken so far."""


class VectorDirectory:
    def __init__(self, root: Path) -> None:
        """Takes the lock; raises ``conflict`` when another process holds it."""
        root.mkdir(parents=True, exist_ok=True)
        self.store = root / "store"
        self._aside = root / "damaged"
        self._seal = root / "seal.json"
        self._opening = root / "opening"
        self._lock = _take_lock(root / "owner.lock")

    @property
    def full(self) -> bool:
        """Whether the disk has no room: what fails now says nothing of the files."""
        return shutil.disk_usage(self.store.parent).free < _LEAST_FREE

    def prepare(self) -> bool:
        """Before the store is opened. True when what is there is sealed, or nothing is."""
        if self._opening.exists():
            _log.warning("the last opening of the vector store did not end: set aside")
            self.set_aside()
        elif not self._seal.exists():
            if self.store.exists():
                _log.warning("the vector store was not closed cleanly: to be verified")
                self._opening.touch()
                return False
        elif json.loads(self._seal.read_text() or "null") != self._digests():
            _log.warning("files of the vector store changed behind our back: set aside")
            self.set_aside()
        self._opening.touch()
        self.store.mkdir(exist_ok=True)
        return True

    def opened(self) -> None:
        """The store answers: from now until ``close_sealed`` the seal is broken."""
        self._seal.unlink(missing_ok=True)
        self._opening.unlink(missing_ok=True)

    def not_opened(self) -> None:
        """The opening was given up for a reason outside the store: it stays as it is."""
        self._opening.unlink(missing_ok=True)

    def set_aside(self) -> None:
        """The newest damaged store is kept for whoever wants to look; older ones go."""
        shutil.rmtree(self._aside, ignore_errors=True)
        if self.store.exists():
            self.store.rename(self._aside)
        self._seal.unlink(missing_ok=True)
        self._opening.unlink(missing_ok=True)
        self.store.mkdir()

    def close_sealed(self) -> None:
        """After the store was closed, and only if it was verified."""
        partial = self._seal.with_suffix(".part")
        with partial.open("w") as file:
            json.dump(self._digests(), file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._seal)

    def release(self) -> None:
        self._lock.close()

    def _digests(self) -> dict[str, list[object]]:
        digests: dict[str, list[object]] = {}
        for path in sorted(self.store.rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
                digests[path.relative_to(self.store).as_posix()] = [path.stat().st_size, digest]
        return digests


def _take_lock(path: Path) -> IO[bytes]:
    file = path.open("a+b")
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # pyright: ignore
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        with contextlib.suppress(OSError):
            file.close()
        raise EngineError("conflict", "another process owns the vector directory") from error
    return file
