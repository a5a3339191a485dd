"""Pictures of pages, drawn in a process apart: a hostile file harms only that."""

from sova_engine.pictures.draw import draw_page

__all__ = ["draw_page"]
