"""The engine's process: ready line, guard, stopping."""

from __future__ import annotations

import http.client
import re
from pathlib import Path

import psutil
import pytest

from sova_engine.evaluation.processes import TOKEN, Rig, wait_for
from sova_engine.serving import STATUS

REPOSITORY = Path(__file__).parents[3]


def _answer(port: int, headers: dict[str, str]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", "/healthz", skip_host=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    return response.status, response.read()


def test_strangers_are_refused_before_anything_runs(rig: Rig) -> None:
    rig.start_engine()
    assert rig.engine is not None
    port = rig.engine.ready["port"]
    ours = {"Host": f"127.0.0.1:{port}", "Authorization": f"Bearer {TOKEN}"}
    assert _answer(port, ours)[0] == 200
    assert _answer(port, {**ours, "Host": f"localhost:{port}"})[0] == 200
    refused = [
        ({**ours, "Host": "evil.example"}, 400, b"forbidden-host"),
        ({**ours, "Host": "127.0.0.1"}, 400, b"forbidden-host"),
        ({**ours, "Host": f"evil.example:{port}"}, 400, b"forbidden-host"),
        ({**ours, "Origin": f"http://127.0.0.1:{port}"}, 403, b"forbidden-origin"),
        ({**ours, "Origin": "null"}, 403, b"forbidden-origin"),
        ({**ours, "Authorization": "Bearer wrong"}, 401, b"unauthorized"),
        ({"Host": ours["Host"]}, 401, b"unauthorized"),
    ]
    for headers, status, code in refused:
        answered, body = _answer(port, headers)
        assert (answered, code in body) == (status, True), headers


def test_it_says_who_it_is_and_stops_with_its_reader_when_its_input_ends(
    rig: Rig, documents: dict[str, Path]
) -> None:
    rig.start_engine()
    assert rig.engine is not None
    assert rig.engine.ready["event"] == "ready"
    assert rig.get("/healthz")["instance"] == rig.engine.ready["instance"]
    rig.ingest(documents["lease"], "lease")
    children = psutil.Process(rig.engine.popen.pid).children(recursive=True)
    assert children
    assert rig.engine.close() == 0
    wait_for(
        lambda: not any(child.is_running() and child.status() != "zombie" for child in children),
        "a reader outlived its engine",
    )


def test_errors_have_one_shape(rig: Rig) -> None:
    rig.start_engine()
    cases = [
        ("GET", "/v1/documents/default/nobody/pages", None, 404, "unknown-document"),
        ("GET", "/nowhere", None, 404, "not-found"),
        ("POST", "/v1/search", {"text": 3}, 422, "invalid-input"),
        ("POST", "/v1/maintenance/check", None, 503, "vectors-unavailable"),
        ("DELETE", "/v1/documents/default/nobody", None, 404, "unknown-document"),
    ]
    for method, path, body, status, code in cases:
        answer = rig.http.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), path
        assert answer.json().keys() == {"code", "message", "details"}


def test_statuses_are_those_of_the_contract() -> None:
    contract = (REPOSITORY / "electron/contract/values.ts").read_text(encoding="utf-8")
    table = {
        code.strip("'"): int(status)
        for code, status in re.findall(r"^  ('?[a-z-]+'?): (\d{3}),$", contract, re.MULTILINE)
    }
    assert table["engine-unavailable"] == 503
    assert {code: table.get(code) for code in STATUS} == STATUS


def test_a_newer_or_foreign_database_is_refused(rig: Rig) -> None:
    import apsw

    folder = rig.data / "engine"
    folder.mkdir(parents=True)
    connection = apsw.Connection(str(folder / "engine.db"))
    connection.execute("PRAGMA application_id = 77")
    connection.close()
    with pytest.raises(RuntimeError, match="another program"):
        rig.start_engine()
