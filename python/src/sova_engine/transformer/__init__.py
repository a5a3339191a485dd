"""Transformer models on onnxruntime: BGE-M3 (dense and sparse) and bge-reranker-v2-m3."""

from sova_engine.transformer.bge_m3 import BgeM3, Encoded
from sova_engine.transformer.device import Device, open_session
from sova_engine.transformer.reranker import Reranker

__all__ = ["BgeM3", "Device", "Encoded", "Reranker", "open_session"]
