"""Writes the trained table as the files the product loads (see resources/models/builtin)."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import numpy as np


def quantised(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and a float16 scale each: ``row ~ codes * scale``."""
    scale = np.abs(table).max(axis=1) / 127
    scale = np.maximum(scale, 1e-7).astype(np.float16)
    codes = np.rint(table / scale.astype(np.float32)[:, None]).clip(-127, 127)
    return codes.astype(np.int8), scale


def export(table: np.ndarray, features: Path, model: Path) -> None:
    model.mkdir(parents=True, exist_ok=True)
    table = table / np.linalg.norm(table, axis=1).mean()
    codes, scale = quantised(table)
    named = features.read_text(encoding="utf-8").split("\n")
    np.save(model / "rows.npy", codes)
    np.save(model / "scales.npy", scale)
    shutil.copyfile(features, model / "features.txt")
    digest = sha256((model / "rows.npy").read_bytes()).hexdigest()
    about = {
        "format": 1,
        "id": f"builtin-{digest[:8]}",
        "name": "Sova static hr-en",
        "dimensions": int(table.shape[1]),
        "named_rows": len(named),
        "hashed_rows": int(table.shape[0]) - len(named),
        "sha256": digest,
    }
    (model / "model.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
