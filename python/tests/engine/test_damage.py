"""Short runs of the campaigns in ``sova_engine.evaluation.damage``."""

from __future__ import annotations

import random
from pathlib import Path

from sova_engine.evaluation.damage import Outcome, harm_files, kill_during_ingest
from sova_engine.evaluation.processes import Rig
from sova_engine.evaluation.wording import write_document


def test_kills_at_any_moment_of_an_ingest_leave_everything_whole(rig: Rig) -> None:
    rig.start()
    outcome = Outcome()
    kill_during_ingest(rig, outcome, random.Random(7), kills=4)
    assert outcome.kills == 4
    assert outcome.unequal == []


def test_a_harmed_file_is_found_and_built_again_from_the_cache(rig: Rig, tmp_path: Path) -> None:
    rig.start()
    chance = random.Random(3)
    library = write_document(tmp_path / "library.txt", chance, paragraphs=60)
    rig.ingest(library, "library")
    rig.wait_whole()
    outcome = Outcome()
    harm_files(rig, outcome, chance, sealed=True, harms=("zeroed",))
    harm_files(rig, outcome, chance, sealed=False, harms=("garbled",))
    assert outcome.harms["zeroed"] >= 1
    assert (outcome.unequal, outcome.unanswered, outcome.embedded_again) == ([], 0, 0)
