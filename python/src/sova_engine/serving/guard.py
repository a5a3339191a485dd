"""The outermost middleware: nothing behind it runs for a stranger.

A web page can reach a loopback port by DNS rebinding or a cross-site form, so the Host
must be ours, no Origin may be there at all (our one caller is no browser), and each
request carries the token of this start.
"""

from __future__ import annotations

import json
from hmac import compare_digest

from starlette.types import ASGIApp, Receive, Scope, Send

from sova_engine.serving.problems import STATUS, problem_body


class Guard:
    """Answers 400 to a foreign Host, 403 to any Origin, 401 to a wrong or missing token."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app = app
        self._authorization = f"Bearer {token}".encode()
        self._hosts = {f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        code = "unauthorized" if scope["type"] != "http" else self._refusal(scope["headers"])
        if code is None:
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        body = json.dumps(problem_body(code, "The request was refused.")).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": STATUS[code], "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _refusal(self, headers: list[tuple[bytes, bytes]]) -> str | None:
        hosts = [value for name, value in headers if name == b"host"]
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return "forbidden-host"
        if any(name == b"origin" for name, _ in headers):
            return "forbidden-origin"
        tokens = [value for name, value in headers if name == b"authorization"]
        if len(tokens) != 1 or not compare_digest(tokens[0], self._authorization):
            return "unauthorized"
        return None
