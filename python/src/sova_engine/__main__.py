"""``python -m sova_engine``: the engine's process."""

from __future__ import annotations

import gc
import sys

from sova_engine.api.app import create_app
from sova_engine.config import Config
from sova_engine.engine import Engine
from sova_engine.serving import serve

_SWITCH_SECONDS = 0.0005
"""A search's threads hand over to each other ten times sooner than Python has them do:
whoever waited for the vector store goes on as soon as its answer is there."""
_ALLOCATIONS = 50_000
"""Between two looks for garbage. A look at everything stopped one search in fifty for 50 to 130
ms: what is there from the start (vocabulary, modules) is not looked at again, and a search
leaves next to no cycles behind."""


def main() -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    engine = Engine(Config.from_environment())
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    try:
        serve(lambda instance: create_app(engine, instance), on_stop=engine.stop_working)
    finally:
        engine.close()


if __name__ == "__main__":
    main()
