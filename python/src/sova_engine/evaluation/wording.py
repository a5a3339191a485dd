"""Documents made up of Croatian words, any length, no two sentences alike."""

from __future__ import annotations

import random
from pathlib import Path

_SUBJECTS = "najmoprimac najmodavac upravitelj vlasnik stanar susjed ured sud općina zgrada".split()
_VERBS = "plaća predaje traži otkazuje potpisuje vraća mijenja prijavljuje čuva odbija".split()
_OBJECTS = "najamninu stan ključ ugovor polog štetu račun prozor dizalo dvorište rok žalbu".split()
_WHEN = "danas sutra u svibnju svake godine nakon otkaza prije primopredaje bez odgode".split()


def write_document(path: Path, chance: random.Random, *, paragraphs: int) -> Path:
    """Plain text, UTF-8; about 60 words a paragraph."""
    path.write_text(
        "\n\n".join(paragraph(chance) for _ in range(paragraphs)) + "\n", encoding="utf-8"
    )
    return path


def paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(5, 8)))


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(part) for part in (_SUBJECTS, _VERBS, _OBJECTS, _WHEN)]
    code = f"{chance.choice(_OBJECTS)[:3]}{chance.randrange(10**6)}"
    return f"{words[0].capitalize()} {words[1]} {words[2]} {code} {words[3]}."


def made_pairs(chance: random.Random, count: int) -> list[tuple[str, str]]:
    """Sentences in no language, as (English-like, Croatian-like), of words as frequent as
    words are (Zipf): where no text is at hand."""
    syllables = [a + b for a in "bdgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er")]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(30_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    sides = [
        [" ".join(chance.choices(words, weights, k=chance.randint(6, 16))) for _ in range(count)]
        for _ in range(2)
    ]
    return list(zip(*sides, strict=True))
