"""An XLM-RoBERTa of any size with random weights: as an ONNX file, and as a plain numpy forward.

The graph is built node by node in the shape the usual exports have (position ids from the attention
mask, post-layer norm, erf GELU); the tokenizer is a Unigram with XLM-R's special tokens.
Used small by the tests and in BGE-M3's exact shape by the speed benchmark.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Shape:
    layers: int = 2
    hidden: int = 32
    heads: int = 4
    feed_forward: int = 64
    vocabulary: int = 200
    positions: int = 600


BGE_M3 = Shape(24, 1024, 16, 4096, 250_002, 8194)


def make_tokenizer(words: list[str], vocabulary: int) -> Tokenizer:
    pieces: list[tuple[str, float]] = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    letters = sorted({"▁", *"abcdefghijklmnopqrstuvwxyzčćžšđ0123456789.,?!"})
    known = [f"▁{word}" for word in words]
    for rank, piece in enumerate(dict.fromkeys([*known, *letters])):
        pieces.append((piece, -1.0 - rank * 0.01))
    assert len(pieces) <= vocabulary
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    return tokenizer


def random_weights(shape: Shape, seed: int = 7, heads: int = 1) -> dict[str, Array]:
    rng = np.random.default_rng(seed)

    def normal(*size: int, scale: float = 0.08) -> Array:
        return rng.standard_normal(size, np.float32) * np.float32(scale)

    weights: dict[str, Array] = {
        "word": normal(shape.vocabulary, shape.hidden, scale=0.5),
        "position": normal(shape.positions, shape.hidden, scale=0.3),
        "type": normal(1, shape.hidden),
        "embed.gain": 1 + normal(shape.hidden),
        "embed.bias": normal(shape.hidden),
        "sparse.weight": normal(shape.hidden, heads, scale=0.4),
        "sparse.bias": normal(heads),
    }
    for layer in range(shape.layers):
        for name in ("q", "k", "v", "o"):
            weights[f"{layer}.{name}.weight"] = normal(shape.hidden, shape.hidden)
            weights[f"{layer}.{name}.bias"] = normal(shape.hidden)
        weights[f"{layer}.up.weight"] = normal(shape.hidden, shape.feed_forward)
        weights[f"{layer}.up.bias"] = normal(shape.feed_forward)
        weights[f"{layer}.down.weight"] = normal(shape.feed_forward, shape.hidden)
        weights[f"{layer}.down.bias"] = normal(shape.hidden)
        for norm in ("norm1", "norm2"):
            weights[f"{layer}.{norm}.gain"] = 1 + normal(shape.hidden)
            weights[f"{layer}.{norm}.bias"] = normal(shape.hidden)
    return weights


def _norm(x: Array, gain: Array, bias: Array) -> Array:
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(variance + 1e-5) * gain + bias


def _erf(x: Array) -> Array:
    from math import erf

    return np.vectorize(erf, otypes=[np.float32])(x)


def forward(weights: dict[str, Array], shape: Shape, ids: list[int]) -> Array:
    """The last hidden state of one unpadded text, float32 [tokens, hidden]."""
    index = np.array(ids)
    x = weights["word"][index] + weights["position"][np.arange(len(ids)) + 2] + weights["type"][0]
    x = _norm(x, weights["embed.gain"], weights["embed.bias"])
    size = shape.hidden // shape.heads
    for layer in range(shape.layers):

        def project(name: str, source: Array, at: int = layer) -> Array:
            return source @ weights[f"{at}.{name}.weight"] + weights[f"{at}.{name}.bias"]

        q, k, v = (
            project(name, x).reshape(len(ids), shape.heads, size).transpose(1, 0, 2)
            for name in ("q", "k", "v")
        )
        scores = q @ k.transpose(0, 2, 1) / np.sqrt(size)
        probabilities = np.exp(scores - scores.max(-1, keepdims=True))
        probabilities /= probabilities.sum(-1, keepdims=True)
        attended = (probabilities @ v).transpose(1, 0, 2).reshape(len(ids), shape.hidden)
        x = _norm(
            x + project("o", attended),
            weights[f"{layer}.norm1.gain"],
            weights[f"{layer}.norm1.bias"],
        )
        up = project("up", x)
        active = up * 0.5 * (1 + _erf(up / np.sqrt(2)))
        x = _norm(
            x + project("down", active),
            weights[f"{layer}.norm2.gain"],
            weights[f"{layer}.norm2.bias"],
        )
    return x.astype(np.float32)


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, value: NDArray[Any], name: str | None = None) -> str:
        name = name or self._name("c")
        self.initializers.append(numpy_helper.from_array(value, name))
        return name

    def _name(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"

    def op(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        output = output or self._name(kind.lower())
        self.nodes.append(
            helper.make_node(kind, list(inputs), [output], name=f"n_{output}", **attributes)
        )
        return output


def _encoder(graph: _Graph, weights: dict[str, Array], shape: Shape, output: str) -> str:
    w = {
        name: graph.constant(value, name)
        for name, value in weights.items()
        if not name.startswith("sparse")
    }

    def norm(x: str, name: str, out: str | None = None) -> str:
        return graph.op(
            "LayerNormalization",
            x,
            w[f"{name}.gain"],
            w[f"{name}.bias"],
            axis=-1,
            epsilon=1e-5,
            output=out,
        )

    counted = graph.op("CumSum", "attention_mask", graph.constant(np.array(1, np.int64)))
    positions = graph.op(
        "Add", graph.op("Mul", counted, "attention_mask"), graph.constant(np.array(1, np.int64))
    )
    x = graph.op(
        "Add",
        graph.op("Gather", w["word"], "input_ids"),
        graph.op("Gather", w["position"], positions),
    )
    x = norm(graph.op("Add", x, w["type"]), "embed")
    masked = graph.op(
        "Unsqueeze",
        graph.op("Cast", "attention_mask", to=TensorProto.FLOAT),
        graph.constant(np.array([1, 2], np.int64)),
    )
    bias = graph.op(
        "Mul",
        graph.op("Sub", graph.constant(np.array(1, np.float32)), masked),
        graph.constant(np.array(-1e9, np.float32)),
    )
    size = shape.hidden // shape.heads
    split = graph.constant(np.array([0, 0, shape.heads, size], np.int64))
    merge = graph.constant(np.array([0, 0, shape.hidden], np.int64))
    scale = graph.constant(np.array(1 / np.sqrt(size), np.float32))
    half, one, root = (
        graph.constant(np.array(value, np.float32)) for value in (0.5, 1.0, 1 / np.sqrt(2))
    )
    for layer in range(shape.layers):

        def linear(name: str, source: str, at: int = layer) -> str:
            return graph.op(
                "Add",
                graph.op("MatMul", source, w[f"{at}.{name}.weight"]),
                w[f"{at}.{name}.bias"],
            )

        q, k, v = (
            graph.op(
                "Transpose",
                graph.op("Reshape", linear(name, x), split),
                perm=[0, 2, 3, 1] if name == "k" else [0, 2, 1, 3],
            )
            for name in ("q", "k", "v")
        )
        scores = graph.op("Add", graph.op("Mul", graph.op("MatMul", q, k), scale), bias)
        attended = graph.op("MatMul", graph.op("Softmax", scores, axis=-1), v)
        joined = graph.op("Reshape", graph.op("Transpose", attended, perm=[0, 2, 1, 3]), merge)
        x = norm(graph.op("Add", x, linear("o", joined)), f"{layer}.norm1")
        up = linear("up", x)
        erf = graph.op("Add", graph.op("Erf", graph.op("Mul", up, root)), one)
        active = graph.op("Mul", graph.op("Mul", up, half), erf)
        last = layer == shape.layers - 1
        x = norm(
            graph.op("Add", x, linear("down", active)), f"{layer}.norm2", output if last else None
        )
    return x


def build_onnx(
    path: Path,
    weights: dict[str, Array],
    shape: Shape,
    heads: Callable[[_Graph, str], dict[str, list[str | int]]] | None = None,
    *,
    external: bool = False,
) -> None:
    """Writes the model; without ``heads`` its output is ``last_hidden_state``."""
    graph = _Graph()
    hidden = _encoder(graph, weights, shape, "last_hidden_state")
    outputs: dict[str, list[str | int]] = (
        heads(graph, hidden) if heads else {hidden: ["texts", "tokens", shape.hidden]}
    )
    made = helper.make_graph(
        graph.nodes,
        "xlm-roberta",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
            for name in ("input_ids", "attention_mask")
        ],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, dims)
            for name, dims in outputs.items()
        ],
        graph.initializers,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    if external:
        onnx.save_model(model, str(path), save_as_external_data=True, location=f"{path.name}_data")
    else:
        onnx.save_model(model, str(path))


def bge_heads(
    weights: dict[str, Array], hidden: int
) -> Callable[[_Graph, str], dict[str, list[str | int]]]:
    """Dense and sparse in the graph, as the exports with all heads have them."""

    def add(graph: _Graph, states: str) -> dict[str, list[str | int]]:
        first = graph.constant(np.array(0, np.int64))
        graph.op("Gather", states, first, axis=1, output="dense_vecs")
        score = graph.op(
            "Add",
            graph.op("MatMul", states, graph.constant(weights["sparse.weight"])),
            graph.constant(weights["sparse.bias"]),
        )
        graph.op("Relu", score, output="sparse_vecs")
        return {"dense_vecs": ["texts", hidden], "sparse_vecs": ["texts", "tokens", 1]}

    return add


def classifier_head(
    weights: dict[str, Array],
) -> Callable[[_Graph, str], dict[str, list[str | int]]]:
    """One logit from the first token, as the reranker's export has it."""

    def add(graph: _Graph, states: str) -> dict[str, list[str | int]]:
        first = graph.op("Gather", states, graph.constant(np.array(0, np.int64)), axis=1)
        graph.op(
            "Add",
            graph.op("MatMul", first, graph.constant(weights["sparse.weight"])),
            graph.constant(weights["sparse.bias"]),
            output="logits",
        )
        return {"logits": ["texts", 1]}

    return add
