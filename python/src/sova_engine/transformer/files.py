"""Where a model's files are, by the names its exports use."""

from __future__ import annotations

from pathlib import Path

from sova_engine.errors import EngineError

WEIGHTS = ("model_int8.onnx", "model_quantized.onnx", "model.onnx")
"""Quantised first: the same recall at a third of the time."""


def find_weights(folder: Path) -> Path:
    for place in (folder, folder / "onnx"):
        for name in WEIGHTS:
            if (place / name).is_file():
                return place / name
    raise EngineError("model-missing", f"no ONNX weights in {folder}", folder=str(folder))


def find_tokenizer(folder: Path) -> Path:
    for place in (folder, folder / "onnx"):
        if (place / "tokenizer.json").is_file():
            return place / "tokenizer.json"
    raise EngineError("model-missing", f"no tokenizer.json in {folder}", folder=str(folder))
