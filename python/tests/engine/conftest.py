from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sova_engine.evaluation.processes import Rig

RESOURCES = Path(__file__).parents[3] / "resources"

CROATIAN = """# Ugovor o najmu stana

## Trajanje najma

Ugovor se sklapa na vrijeme od dvije godine, počevši od 1. svibnja 2026. Najmoprimac smije
otkazati ugovor uz otkazni rok od tri mjeseca. Otkaz se daje u pisanom obliku.

## Najamnina

Najamnina iznosi 650 eura mjesečno i plaća se do petog dana u mjesecu. Zakašnjela uplata
povlači zateznu kamatu. Polog od dvije najamnine vraća se nakon primopredaje stana.

## Kućni ljubimci

Držanje kućnih ljubimaca dopušteno je samo uz suglasnost najmodavca 🐈. Šteta koju učini
životinja tereti najmoprimca. Mačke čuvaju đačke torbe.
"""

ENGLISH = """# Maintenance handbook

## Boiler

The boiler must be inspected every October by a certified engineer. A yearly inspection
costs 80 euros. Never block the ventilation openings of the boiler room.

## Bicycles

Bicycles are parked in the cellar. The key of the cellar is kept by the caretaker, who
lives on the ground floor.
"""


@pytest.fixture
def environment() -> dict[str, str]:
    return {"SOVA_RESOURCES": str(RESOURCES)}


@pytest.fixture
def rig(tmp_path: Path, environment: dict[str, str]) -> Iterator[Rig]:
    with Rig(tmp_path / "podaci š", environment) as made:
        yield made


@pytest.fixture
def documents(tmp_path: Path) -> dict[str, Path]:
    """A Croatian and an English document, small enough to read here."""
    made = {"lease": ("ugovor č.md", CROATIAN), "handbook": ("handbook.md", ENGLISH)}
    paths: dict[str, Path] = {}
    for key, (name, text) in made.items():
        paths[key] = tmp_path / name
        paths[key].write_text(text, encoding="utf-8")
    return paths
