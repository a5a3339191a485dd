"""Where a model runs: this machine's accelerator, held against the CPU before it is trusted."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import onnxruntime as ort
import psutil
from numpy.typing import NDArray

CPU = "CPUExecutionProvider"
ACCELERATORS = (
    "CUDAExecutionProvider",
    "DmlExecutionProvider",
    "CoreMLExecutionProvider",
)
"""Best first; which of them exist depends on the onnxruntime build of the engine pack."""

MIN_AGREEMENT = 0.99
"""Least cosine to the CPU's outputs; int8 kernels differ in the third digit."""

Feeds = Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Device:
    """``provider`` runs the model; ``note`` says in one line why, when it is not the best one."""

    provider: str
    note: str
    threads: int


def cpu_threads() -> int:
    """Physical cores less one, so that the machine stays usable; ``SOVA_THREADS`` overrides."""
    override = os.environ.get("SOVA_THREADS")
    if override and override.isdigit():
        return max(1, int(override))
    cores = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    return max(1, cores - 1)


class Named(Protocol):
    @property
    def name(self) -> str: ...


class Session(Protocol):
    """The part of ``onnxruntime.InferenceSession`` used here; the package ships no types."""

    def get_inputs(self) -> list[Named]: ...
    def get_outputs(self) -> list[Named]: ...
    def get_providers(self) -> list[str]: ...
    def run(self, names: list[str], feeds: dict[str, NDArray[np.int64]], /) -> list[Any]: ...


def _session(path: Path, provider: str, threads: int) -> Session:
    options = cast("Any", ort).SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning threads take the cores from whoever else needs them and gain nothing here.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    providers = [provider] if provider == CPU else [provider, CPU]
    opened = cast("Any", ort).InferenceSession(str(path), sess_options=options, providers=providers)
    return cast("Session", opened)


def run(session: Session, feeds: Feeds) -> dict[str, NDArray[np.float32]]:
    """All outputs by name, as float32."""
    accepted = {each.name for each in session.get_inputs()}
    names = [each.name for each in session.get_outputs()]
    given = {name: value for name, value in feeds.items() if name in accepted}
    values = session.run(names, given)
    return {name: np.asarray(value, np.float32) for name, value in zip(names, values, strict=True)}


def agreement(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Cosine of two outputs as flat vectors; 0 when shapes differ or a value is not finite."""
    if left.shape != right.shape or not np.isfinite(left).all():
        return 0.0
    a, b = left.ravel().astype(np.float64), right.ravel().astype(np.float64)
    return float(a @ b / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-12))


def open_session(
    path: Path,
    probe: Feeds,
    *,
    available: tuple[str, ...] | None = None,
    make: Callable[[Path, str, int], Session] = _session,
) -> tuple[Session, Device]:
    """The model on the best provider whose first output agrees with the CPU's on ``probe``.

    An accelerator that cannot be opened, fails, or answers differently is passed over and named
    in ``Device.note``: a driver that computes wrongly must not write a wrong index.
    """
    threads = cpu_threads()
    present = (
        available if available is not None else tuple(cast("Any", ort).get_available_providers())
    )
    cpu = make(path, CPU, threads)
    refused: list[str] = []
    for provider in (each for each in ACCELERATORS if each in present):
        try:
            session = make(path, provider, threads)
            if provider not in session.get_providers():
                refused.append(f"{provider} could not be started")
                continue
            first = next(iter(run(session, probe).values()))
            expected = next(iter(run(cpu, probe).values()))
        except Exception as error:  # onnxruntime raises bare exceptions of many kinds
            refused.append(f"{provider}: {error}")
            continue
        closeness = agreement(first, expected)
        if closeness >= MIN_AGREEMENT:
            return session, Device(provider, "; ".join(refused), threads)
        refused.append(f"{provider} disagrees with the CPU (cosine {closeness:.3f})")
    return cpu, Device(CPU, "; ".join(refused), threads)
