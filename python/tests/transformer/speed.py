"""Tokens per second of BGE-M3's exact shape (random int8 weights): ours on passages of mixed length
against a bare onnxruntime session on batches of equal length, in turn, in one run.

    python -m tests.transformer.speed [--layers 24] [--rounds 5]
"""

from __future__ import annotations

import argparse
import platform
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic

from sova_engine.transformer import BgeM3
from sova_engine.transformer.bge_m3 import BATCH_TOKENS
from sova_engine.transformer.device import CPU, _session, cpu_threads, run
from tests.transformer.tiny_model import (
    BGE_M3,
    bge_heads,
    build_onnx,
    make_tokenizer,
    random_weights,
)

GOAL = 0.85
WORDS = ["zakup", "stana", "ugovor", "rent", "contract", "sova", "čita", "noću"]


def make_model(folder: Path, layers: int) -> None:
    shape = replace(BGE_M3, layers=layers)
    weights = random_weights(shape)
    make_tokenizer(WORDS, shape.vocabulary).save(str(folder / "tokenizer.json"))
    plain = folder / "plain.onnx"
    build_onnx(plain, weights, shape, bge_heads(weights, shape.hidden), external=True)
    quantize_dynamic(
        str(plain),
        str(folder / "model_quantized.onnx"),
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        use_external_data_format=True,
    )
    for left in folder.glob("plain*"):
        left.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=int, default=24)
    args = parser.parse_args()
    rng = np.random.default_rng(3)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make_model(folder, args.layers)
        model = BgeM3(folder)
        bare = _session(folder / "model_quantized.onnx", CPU, cpu_threads())
        lengths = rng.integers(20, 300, args.texts)
        texts = [" ".join(rng.choice(WORDS, length)) for length in lengths]
        mixed_tokens = sum(model.count_tokens(text) for text in texts)
        equal = 160
        count = max(1, BATCH_TOKENS // equal)
        feeds = {
            "input_ids": rng.integers(4, 1000, (count, equal)),
            "attention_mask": np.ones((count, equal), np.int64),
        }
        run(bare, feeds)
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(args.rounds):
            begun = time.perf_counter()
            model.encode(texts)
            ours.append(mixed_tokens / (time.perf_counter() - begun))
            begun = time.perf_counter()
            run(bare, feeds)
            theirs.append(count * equal / (time.perf_counter() - begun))
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    print(f"{platform.processor() or platform.machine()}, {cpu_threads()} threads,", end=" ")
    print(f"onnxruntime {onnxruntime.__version__}, {args.layers} layers x {BGE_M3.hidden}")
    for name, values in (("ours, mixed lengths", ours), ("bare, equal lengths", theirs)):
        spread = f"{min(values):.0f} .. {max(values):.0f}"
        print(f"{name}: median {statistics.median(values):.0f} tokens/s ({spread})")
    ratio = statistics.median(ratios)
    print(f"ratio: median {ratio:.2f} ({min(ratios):.2f} .. {max(ratios):.2f}), goal {GOAL}")
    raise SystemExit(0 if ratio >= GOAL else 1)


if __name__ == "__main__":
    main()
