"""Which embedders there are, and which of them are on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sova_engine.embedding.builtin import StaticEmbedder

BUILTIN_FOLDER = Path("models/builtin")


@dataclass(frozen=True, slots=True)
class Available:
    """An embedder that can be loaded from ``folder``; ``kind`` says by what."""

    kind: str
    folder: Path


def load_builtin(resources: Path) -> StaticEmbedder:
    """The embedder that ships in ``resources``; raises OSError or ValueError if damaged."""
    return StaticEmbedder(resources / BUILTIN_FOLDER)


def catalogue(resources: Path, models: Path | None) -> list[Available]:
    """What is installed, the best first."""
    del models
    found: list[Available] = []
    if (resources / BUILTIN_FOLDER / "model.json").is_file():
        found.append(Available("builtin", resources / BUILTIN_FOLDER))
    return found
