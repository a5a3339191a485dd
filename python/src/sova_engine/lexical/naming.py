"""The words of a file's name: people ask by them (``what does the lease say about …``)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath

_HUMP = re.compile(r"(?<=[a-zčćžšđ])(?=[A-ZČĆŽŠĐ])")
_SPOKEN = re.compile(r"[^\W\d_]{3,}|(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_MACHINES = frozenset(
    "copy doc document dokument file final image img kopija nova novi novo old page sken skenirano"
    " scan scanned slika str stara stari temp tmp untitled version verzija".split()
)
"""Words that cameras, scanners and people in a hurry put into names."""


@lru_cache(maxsize=1024)
def name_words(name: str) -> str:
    """Words and years, space-joined: ``Ugovor_o-najmu(2)_2024.pdf`` -> ``Ugovor najmu 2024``."""
    spaced = _HUMP.sub(" ", PurePosixPath(name.replace("\\", "/")).stem)
    return " ".join(
        word
        for word in _SPOKEN.findall(spaced.replace("_", " "))
        if word.lower() not in _OF_MACHINES
    )
