#!/usr/bin/env bash
# rebuild.sh PARALLEL_DIR WORK_DIR MODEL_DIR: the built-in embedder from its text, the same each time.
set -euo pipefail
parallel=$(realpath "$1"); mkdir -p "$2"; work=$(realpath "$2"); mkdir -p "$3"; model=$(realpath "$3")
cd "$(dirname "$0")"
export PYTHONPATH=../src OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONHASHSEED=0
"${PYTHON:-python3}" prepare.py "$parallel" "$work"
"${PYTHON:-python3}" train.py "$work" "$model" --steps "${STEPS:-1500}"
