"""``python -m sova_engine.pictures.worker``: a task as JSON in, a PNG out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from sova_engine.reading.confine import confine, die_with_parent, limit_memory

_MEMORY = 1024**3
_PIXELS = 150_000_000


def main() -> int:
    task = json.loads(sys.stdin.buffer.read())
    die_with_parent()
    confine()
    limit_memory(_MEMORY)
    Image.MAX_IMAGE_PIXELS = _PIXELS
    path = Path(task["path"])
    try:
        with path.open("rb") as file:
            is_pdf = b"%PDF-" in file.read(1024)
        draw = _pdf_page if is_pdf else _image_page
        picture = draw(path, int(task["page"]), int(task["width"]))
        picture.save(sys.stdout.buffer, format="PNG", compress_level=3)
    except (IndexError, EOFError):
        return _fail(3, "no such page")
    except FileNotFoundError:
        return _fail(5, "the file is no longer there")
    except Exception as error:  # whatever the library meets in a hostile file
        return _fail(4, f"{type(error).__name__}: {error}")
    return 0


def _pdf_page(path: Path, page: int, width: int) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    if not 1 <= page <= len(document):
        raise IndexError(page)
    sheet = document[page - 1]
    scale: Any = min(width / max(1.0, sheet.get_width()), 8.0)  # annotated as an integer there
    return sheet.render(scale=scale).to_pil()  # pyright: ignore[reportUnknownVariableType]


def _image_page(path: Path, page: int, width: int) -> Image.Image:
    picture = Image.open(path)
    picture.seek(page - 1)
    picture = ImageOps.exif_transpose(picture).convert("RGB")
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, min(height, 20 * width)))


def _fail(code: int, message: str) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
