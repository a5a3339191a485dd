"""What a reader process gives up before it meets a file: network, children, foreign writes."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from pathlib import Path

import psutil

_REFUSED = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.sendto", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork",
    "os.forkpty", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.link", "os.chmod",
    "urllib.Request", "ftplib.connect", "webbrowser.open", "pickle.find_class",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine() -> None:
    """Refuse the above for the rest of this process's life."""
    allowed = (str(Path(tempfile.gettempdir()).resolve()), os.devnull)

    def guard(event: str, args: tuple[object, ...]) -> None:
        if event in _REFUSED:
            if event in ("os.remove", "os.rmdir") and str(args[0]).startswith(allowed):
                return
            raise PermissionError(f"a reader may not: {event}")
        if event == "open" and len(args) > 2 and isinstance(args[2], int) and args[2] & _WRITING:
            path = args[0]
            if isinstance(path, (str, bytes)) and not os.fsdecode(path).startswith(allowed):
                raise PermissionError("a reader may not write")

    sys.addaudithook(guard)


def limit_memory(extra: int) -> None:
    """Let the address space grow by ``extra`` bytes from here; only where the system can."""
    if sys.platform == "win32":
        return
    import resource

    wanted = psutil.Process().memory_info().vms + extra
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or wanted <= hard:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def give_way() -> None:
    """Readers fill every core: questions, answers and the window come first."""
    psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else 5)


def die_with_parent() -> None:
    """A reader busy in native code must not outlive the engine."""
    parent = psutil.Process(os.getppid())

    def watch() -> None:
        while parent.is_running() and os.getppid() == parent.pid:
            pause.wait(1.0)
        os._exit(1)

    pause = threading.Event()
    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
