"""Which embedders there are, and which of them are on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sova_engine.embedding.builtin import StaticEmbedder
from sova_engine.embedding.protocol import Embedder

BUILTIN_FOLDER = Path("models/builtin")
BGE_FOLDER = "bge-m3"
RERANKER_FOLDER = "bge-reranker-v2-m3"


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
    found: list[Available] = []
    if models is not None and (models / BGE_FOLDER).is_dir():
        found.append(Available("bge-m3", models / BGE_FOLDER))
    if (resources / BUILTIN_FOLDER / "model.json").is_file():
        found.append(Available("builtin", resources / BUILTIN_FOLDER))
    return found


def reranker_folder(models: Path | None) -> Path | None:
    """Where the model is that reads question and passage together, if it is installed."""
    folder = None if models is None else models / RERANKER_FOLDER
    return folder if folder is not None and folder.is_dir() else None


def load(available: Available) -> Embedder:
    """Raises OSError, ValueError or ``EngineError`` when the files are damaged."""
    if available.kind == "builtin":
        return StaticEmbedder(available.folder)
    # Imported on use: onnxruntime is not needed without a model.
    from sova_engine.embedding.bge import BgeEmbedder

    return BgeEmbedder(available.folder)
