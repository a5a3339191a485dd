"""Croatian pages made for measuring recognition: the picture, its text and its words' boxes.

Different fonts, sizes, resolutions, noise, skew, one and two columns; the same pages each
time for the same seed and the same fonts.
"""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ..reading.model import Box

_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts",
    "C:/Windows/Fonts", str(Path.home() / ".fonts"), str(Path.home() / ".local/share/fonts"),
)  # fmt: skip
_FACES = (
    "DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSansCondensed.ttf", "LiberationSans-Regular.ttf",
    "LiberationSerif-Regular.ttf", "LiberationSerif-Italic.ttf", "LiberationSans-Bold.ttf",
    "LiberationMono-Regular.ttf", "arial.ttf", "times.ttf", "calibri.ttf", "georgia.ttf",
    "Arial.ttf", "Times New Roman.ttf", "Georgia.ttf", "NotoSans-Regular.ttf",
    "NotoSerif-Regular.ttf",
)  # fmt: skip
_SENTENCES = (
    "Ugovor o radu sklapa se u pisanom obliku, a poslodavac ga je dužan uručiti radniku.",
    "Članak 12. stavak 3. propisuje da rok za žalbu iznosi petnaest dana od dana dostave rješenja.",
    "Općinsko vijeće donijelo je odluku o uređenju prometa na području središnjeg trga.",
    "Šumarija je u protekloj godini zasadila više od tri tisuće mladica hrasta lužnjaka.",
    "Dječji vrtić radi svakim radnim danom od šest i trideset do sedamnaest sati.",
    "Županijski sud potvrdio je prvostupanjsku presudu i odbio žalbu tuženika kao neosnovanu.",
    "Najviše oborina palo je u listopadu, kada su poplavljena i polja uz rijeku Kupu.",
    "Građani mogu podnijeti zahtjev osobno, poštom ili putem sustava e-Građani.",
    "Đurđica je svojoj baki čitala priče o vještici koja živi u žutoj kući na rubu šume.",
    "Ukupna vrijednost nabave iznosi 125.430,50 eura bez poreza na dodanu vrijednost.",
    "Povjerenstvo je utvrdilo da ponuda ispunjava sve tehničke i financijske uvjete.",
    "Za istraživanje potresa od 22. ožujka 2020. korišteni su podaci dvanaest postaja.",
    "Naručitelj se obvezuje platiti cijenu u roku od trideset dana od primitka računa.",
    "Knjižnica je nabavila osamsto novih naslova, među njima i pjesničke zbirke.",
    "Liječnik preporučuje redovito kretanje, dovoljno sna i uravnoteženu prehranu.",
    "Željeznička pruga između Rijeke i Zagreba građena je u drugoj polovici 19. stoljeća.",
    "Učenici su u sklopu nastave prirode posjetili Nacionalni park Plitvička jezera.",
    "Ako se stranke drukčije ne dogovore, mjesno je nadležan sud u Splitu.",
    "Vlasnik čestice dužan je omogućiti prolaz vozilima hitne pomoći i vatrogascima.",
    "Izvješće sadrži pregled prihoda i rashoda, popis imovine i mišljenje revizora.",
    "Ljetopis bilježi da je grad 1527. godine imao nešto više od četiristo kuća.",
    "Prijavni obrazac s potrebnim prilozima predaje se u dva primjerka.",
    "Zaštićeni svjedok izjavio je da optuženika nikada prije nije vidio.",
    "Mještani su cestu očistili sami, jer zimska služba nije stigla do sela.",
    "Tvrtka zapošljava 47 radnika, a u planu je otvaranje još deset radnih mjesta.",
    "Pješčana plaža duga je oko dvjesto metara i pogodna je za obitelji s djecom.",
)


@dataclass(frozen=True, slots=True)
class MadePage:
    name: str
    image: Image.Image
    dpi: int
    text: str
    words: list[tuple[str, Box]] = field(default_factory=list[tuple[str, Box]])


class NoFonts(RuntimeError):
    """No font with Croatian letters was found on this machine."""


def find_fonts() -> list[Path]:
    """Known fonts with Croatian letters, in a fixed order. Raises ``NoFonts``."""
    found: dict[str, Path] = {}
    for folder in map(Path, _FOLDERS):
        if folder.is_dir():
            for path in folder.rglob("*.[tT][tT][fF]"):
                found.setdefault(path.name, path)
    fonts = [found[face] for face in _FACES if face in found]
    if not fonts:
        raise NoFonts("install a font such as DejaVu or Liberation (fonts-dejavu-core)")
    return fonts[:8]


def make_pages(count: int, seed: int = 12) -> list[MadePage]:
    """``count`` pages; raises ``NoFonts``."""
    fonts = find_fonts()
    chance = random.Random(seed)
    return [_page(number, fonts[number % len(fonts)], chance) for number in range(count)]


def _page(number: int, font: Path, chance: random.Random) -> MadePage:
    dpi = (150, 200, 300)[number % 3]
    points = chance.choice((9, 10, 11, 12, 14))
    columns = 2 if number % 4 == 3 else 1
    skew = 0.0 if number % 5 == 0 else chance.uniform(-3.0, 3.0)
    noise = chance.choice((0.0, 4.0, 10.0, 18.0))
    face = ImageFont.truetype(str(font), round(points * dpi / 72))
    width, height = round(6.6 * dpi), round(5.6 * dpi)
    image = Image.new("L", (width, height), 255)
    words = _write(ImageDraw.Draw(image), image.size, face, columns, chance)
    image = _worn(image, skew, noise, chance)
    turned = [(word, _turned(box, skew, image.size)) for word, box in words]
    name = f"{number:02d} {font.stem} {points} pt {dpi} dpi {columns} col {skew:+.1f}° ±{noise:.0f}"
    return MadePage(name, image, dpi, " ".join(word for word, _ in words), turned)


def _write(
    draw: ImageDraw.ImageDraw,
    size: tuple[int, int],
    face: ImageFont.FreeTypeFont,
    columns: int,
    chance: random.Random,
) -> list[tuple[str, Box]]:
    margin, gutter = size[0] // 10, size[0] // 14
    column_width = (size[0] - 2 * margin - gutter * (columns - 1)) // columns
    ascent, descent = face.getmetrics()
    pitch = round(1.25 * (ascent + descent))
    space = face.getlength(" ")
    written: list[tuple[str, Box]] = []
    sentences = chance.sample(_SENTENCES, len(_SENTENCES))
    stream = [word for sentence in sentences for word in sentence.split()]
    at = 0
    for column in range(columns):
        left = margin + column * (column_width + gutter)
        x, y = float(left), float(margin)
        while at < len(stream):
            word = stream[at]
            length = face.getlength(word)
            if x + length > left + column_width:
                x, y = float(left), y + pitch
            if y + pitch > size[1] - margin:
                break
            draw.text((x, y), word, font=face, fill=20)
            x0, y0, x1, y1 = draw.textbbox((x, y), word, font=face)
            written.append((word, (float(x0), float(y0), float(x1 - x0), float(y1 - y0))))
            x += length + space
            at += 1
    return written


def _worn(image: Image.Image, skew: float, noise: float, chance: random.Random) -> Image.Image:
    """Turned, blurred, grained and packed as a scanner would."""
    image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    if chance.random() < 0.4:
        image = image.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.9)))
    pixels = np.asarray(image, dtype=np.float32)
    grain = np.random.default_rng(chance.randrange(2**31)).normal(0.0, 1.0, pixels.shape)
    paper = chance.uniform(0.88, 1.0)
    pixels = np.clip(pixels * paper + grain * noise, 0, 255)
    packed, quality = io.BytesIO(), chance.choice((60, 80, 92))
    Image.fromarray(pixels.astype(np.uint8)).save(packed, "JPEG", quality=quality)
    return Image.open(packed).convert("L")


def _turned(box: Box, skew: float, size: tuple[int, int]) -> Box:
    """Where a box lies after the page was turned about its middle."""
    if not skew:
        return box
    angle = -math.radians(skew)
    cos, sin = math.cos(angle), math.sin(angle)
    cx, cy = size[0] / 2, size[1] / 2
    x, y, w, h = box
    points = [
        (cx + (px - cx) * cos - (py - cy) * sin, cy + (px - cx) * sin + (py - cy) * cos)
        for px, py in ((x, y), (x + w, y), (x, y + h), (x + w, y + h))
    ]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
