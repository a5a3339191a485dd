"""``python -m sova_engine``: the engine's process."""

from __future__ import annotations

import sys

from sova_engine.api.app import create_app
from sova_engine.config import Config
from sova_engine.engine import Engine
from sova_engine.serving import serve

_SWITCH_SECONDS = 0.0005
"""A search's threads hand over to each other ten times sooner than Python has them do:
whoever waited for the vector store goes on as soon as its answer is there."""


def main() -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    engine = Engine(Config.from_environment())
    try:
        serve(lambda instance: create_app(engine, instance), on_stop=engine.stop_working)
    finally:
        engine.close()


if __name__ == "__main__":
    main()
