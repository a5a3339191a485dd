"""``python -m sova_engine.evaluation.damage``: break the vector directory, kill at any moment.

Two campaigns over the real processes. First each file of the vector directory is
truncated, zeroed, deleted and garbled in turn; then one of the two processes is killed
(signal 9) at a random moment of an ingest, ``--kills`` times. After each the next start
must end with every passage finding itself, nothing embedded again, no passage twice, and
a question answered meanwhile. Prints one JSON line; exit status 1 when anything fell short.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from sova_engine.evaluation.processes import Rig
from sova_engine.evaluation.wording import write_document

HARMS: dict[str, Callable[[bytes, random.Random], bytes | None]] = {
    "truncated": lambda content, _: content[: len(content) // 2],
    "emptied": lambda _content, _: b"",
    "zeroed": lambda content, _: bytes(len(content)),
    "garbled": lambda content, chance: _garbled(content, chance),
    "deleted": lambda _content, _: None,
}
"""What becomes of a file; None: it is gone."""


@dataclass
class Outcome:
    """What a campaign did and how it ended."""

    kills: int = 0
    harms: Counter[str] = field(default_factory=Counter[str])
    embedded_again: int = 0
    unanswered: int = 0
    unequal: list[str] = field(default_factory=list[str])
    passages: int = 0
    seconds: float = 0.0

    @property
    def held(self) -> bool:
        return not (self.unequal or self.unanswered or self.embedded_again)


def harm_files(
    rig: Rig,
    outcome: Outcome,
    chance: random.Random,
    *,
    sealed: bool,
    harms: Sequence[str] = tuple(HARMS),
) -> None:
    """Each file harmed in each way. ``sealed``: harmed after a clean stop, else after a kill.

    The rig runs whole before and after.
    """
    assert rig.vectors is not None
    names = sorted(_files(rig))
    for place, harm in ((place, harm) for place in range(len(names)) for harm in harms):
        if sealed:
            rig.vectors.close()
        else:
            rig.vectors.kill()
        files = sorted(_files(rig))
        if place >= len(files):
            continue
        path = files[place]
        changed = HARMS[harm](path.read_bytes(), chance)
        if changed is None:
            path.unlink()
        else:
            path.write_bytes(changed)
        case = f"{path.name} {harm} {'sealed' if sealed else 'unsealed'}"
        outcome.harms[harm] += 1
        if not rig.search("najamnina stan rok")["passages"]:
            outcome.unanswered += 1
        before = embedded(rig)
        rig.start_vectors()
        _settle(rig, outcome, case)
        outcome.embedded_again += embedded(rig) - before


def kill_during_ingest(rig: Rig, outcome: Outcome, chance: random.Random, kills: int) -> None:
    """Documents come in while one of the processes is killed, again and again."""
    folder = rig.data / "campaign"
    folder.mkdir(exist_ok=True)
    for number in range(kills):
        path = write_document(folder / f"{number}.txt", chance, paragraphs=chance.randint(20, 120))
        document = f"document-{number}"
        victim = chance.choice(("engine", "vectors", "vectors"))
        _interrupted_ingest(rig, path, document, victim, chance.random() * 0.8)
        outcome.kills += 1
        if victim == "engine":
            rig.start_engine()
        if victim == "vectors" or rig.vectors is None or not rig.vectors.alive:
            rig.start_vectors()
        else:
            tell_engine(rig)
        done = rig.ingest(path, document)
        if done is None or done["event"] != "done":
            outcome.unequal.append(f"kill {number}: ingest ended with {done}")
            continue
        _settle(rig, outcome, f"kill {number} of {victim}")
        _no_passage_twice(rig, document, outcome)


def tell_engine(rig: Rig) -> None:
    assert rig.vectors is not None
    body = {"url": rig.vectors.url, "token": rig.vectors.http.headers["authorization"][7:]}
    rig.http.put("/v1/vectors", json=body).raise_for_status()


def embedded(rig: Rig) -> int:
    """How many texts this engine says it embedded since its start."""
    assert rig.engine is not None
    counts = (re.search(r"embedded (\d+) texts", line) for line in rig.engine.log)
    return sum(int(found.group(1)) for found in counts if found is not None)


def _interrupted_ingest(rig: Rig, path: Path, document: str, victim: str, patience: float) -> None:
    """Kills after some of the time an ingest and its vectors take."""
    process = rig.engine if victim == "engine" else rig.vectors
    assert process is not None
    end = time.monotonic() + patience
    try:
        for _event in rig.ingest_events(path, document):
            if time.monotonic() >= end:
                break
        time.sleep(max(0.0, end - time.monotonic()))
    finally:
        process.kill()


def _settle(rig: Rig, outcome: Outcome, case: str) -> None:
    try:
        report = rig.wait_whole()
    except TimeoutError:
        outcome.unequal.append(case)
        return
    finally:
        print(case, file=sys.stderr, flush=True)
    outcome.passages = report["passages"]
    if report["vectors"] != report["passages"] or report["missing"] or report["orphans"]:
        outcome.unequal.append(f"{case}: {report}")


def _no_passage_twice(rig: Rig, document: str, outcome: Outcome) -> None:
    first = f"/v1/documents/default/{document}/passages"
    spans: list[tuple[int, int, int]] = []
    while True:
        page = rig.get(first, offset=len(spans), limit=500)
        spans += [(one["page"], one["charStart"], one["charEnd"]) for one in page["items"]]
        if len(spans) >= page["total"]:
            break
    for before, after in pairwise(spans):
        if before[0] == after[0] and after[1] < before[2]:
            outcome.unequal.append(f"{document}: passages overlap at {after}")


def _files(rig: Rig) -> list[Path]:
    return [path for path in (rig.vector_folder / "store").rglob("*") if path.is_file()]


def _garbled(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return b"\xff" * 64
    changed = bytearray(content)
    for _ in range(max(8, len(content) // 50)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--paragraphs", type=int, default=1500, help="size of the first library")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-harm", action="store_true", help="only the kills")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    outcome = Outcome()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Rig(Path(folder)) as rig:
        rig.start()
        library = write_document(Path(folder) / "library.txt", chance, paragraphs=asked.paragraphs)
        rig.ingest(library, "library")
        rig.wait_whole()
        if not asked.no_harm:
            harm_files(rig, outcome, chance, sealed=True)
            harm_files(rig, outcome, chance, sealed=False)
        kill_during_ingest(rig, outcome, chance, asked.kills)
        rig.close()
    outcome.seconds = round(time.monotonic() - begun, 1)
    report = {**vars(outcome), "harms": dict(outcome.harms), "held": outcome.held}
    print(json.dumps(report, ensure_ascii=False))
    return 0 if outcome.held else 1


if __name__ == "__main__":
    sys.exit(main())
