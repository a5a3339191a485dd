"""How a child process of the application starts and stops.

It binds 127.0.0.1 itself, says so in one JSON line on standard output, and stops when
its standard input ends: a child never outlives its parent.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
import threading
import uuid
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from sova_engine import API_VERSION
from sova_engine.serving.guard import Guard

_GRACE_SECONDS = 5.0


class _Server(uvicorn.Server):
    """Prints the ready line once connections are accepted."""

    def __init__(self, config: uvicorn.Config, ready: dict[str, object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(json.dumps(self._ready) + "\n")
        sys.stdout.flush()


def serve(make_app: Callable[[str], FastAPI], *, on_stop: Callable[[], None]) -> None:
    """Run until standard input ends or a signal comes.

    ``make_app`` gets the instance id. ``on_stop`` is called as soon as stopping is asked
    for, so that running work lets go; it must not raise.
    """
    logging.basicConfig(
        level=os.environ.get("SOVA_LOG_LEVEL", "INFO"),
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    instance = str(uuid.uuid4())
    token = os.environ.pop("SOVA_TOKEN", "")
    if not token:
        raise SystemExit("SOVA_TOKEN is not set")
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    port: int = listener.getsockname()[1]
    guarded = Guard(make_app(instance), token=token, port=port)
    config = uvicorn.Config(
        guarded,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=600,
        timeout_graceful_shutdown=2,
    )
    ready: dict[str, object] = {
        "event": "ready",
        "port": port,
        "api_version": API_VERSION,
        "instance": instance,
    }
    server = _Server(config, ready)
    threading.Thread(target=_watch_stdin, args=(server, on_stop), daemon=True).start()
    try:
        server.run(sockets=[listener])
    finally:
        on_stop()


def _watch_stdin(server: uvicorn.Server, on_stop: Callable[[], None]) -> None:
    while os.read(0, 4096):
        pass
    server.should_exit = True
    on_stop()
    threading.Event().wait(_GRACE_SECONDS)
    os._exit(0)
