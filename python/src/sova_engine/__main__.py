"""``python -m sova_engine``: the engine's process."""

from __future__ import annotations

from sova_engine.api.app import create_app
from sova_engine.config import Config
from sova_engine.engine import Engine
from sova_engine.serving import serve


def main() -> None:
    engine = Engine(Config.from_environment())
    try:
        serve(lambda instance: create_app(engine, instance), on_stop=engine.stop_working)
    finally:
        engine.close()


if __name__ == "__main__":
    main()
