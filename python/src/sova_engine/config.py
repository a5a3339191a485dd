"""Where the engine's things are, from its environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    data: Path
    """The engine's own folder; holds ``engine.db``."""
    resources: Path
    """What ships: the built-in model."""
    models: Path | None
    """Where installed models are; may not exist."""

    @classmethod
    def from_environment(cls) -> Config:
        models = os.environ.get("SOVA_MODELS_DIR")
        return cls(
            data=Path(os.environ["SOVA_DATA_DIR"]),
            resources=Path(os.environ.get("SOVA_RESOURCES", "resources")),
            models=Path(models) if models else None,
        )
