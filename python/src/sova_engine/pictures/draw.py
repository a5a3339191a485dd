"""Asks a short-lived process for one page's picture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache

from sova_engine.errors import EngineError

_SECONDS = 30


@lru_cache(maxsize=24)
def draw_page(path: str, page: int, width: int) -> bytes:
    """PNG, ``width`` pixels wide. Raises ``unknown-page``, ``corrupt-file``, ``reader-...``.

    The path names content (the library's file), so the newest pictures are kept.
    """
    task = json.dumps({"path": path, "page": page, "width": width})
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(part for part in sys.path if part)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sova_engine.pictures.worker"],
            input=task.encode(),
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError("reader-timeout", "drawing the page took too long", page=page) from error
    if done.returncode == 0:
        return done.stdout
    last = done.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]
    code = {3: "unknown-page", 4: "corrupt-file", 5: "file-vanished"}.get(
        done.returncode, "reader-crashed"
    )
    raise EngineError(code, last[:300], page=page)
