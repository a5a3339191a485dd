"""What kind of words an answer to a question has: a date to *when*, a number to *how many*."""

from __future__ import annotations

import re

from sova_engine.lexical import fold

_MONTH = (
    r"sijecnj|veljac|ozujk|travnj|svibnj|lipnj|srpnj|kolovoz|rujn|listopad|studen|prosin"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)
_EXPECTED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(given))
    for asked, given in (
        (
            r"\b(do kada|do kad|until when|by when|(what|which) deadline|koji je rok)\b",
            r"\b(do|najkasnije|prije|until|by|before|no later|within|u roku)\b",
        ),
        (
            r"(?<!do )\b(kada|kad|(?<!until )(?<!by )when|koje godine|which year|what year)\b",
            rf"\b\d{{1,2}}\.|\b\d{{4}}\b|\b({_MONTH})|\b(dan|mjesec|godin|day|month|year|week|tjed)",
        ),
        (r"\b(koliko|kolik[aio]|how (much|many|long|old|far|large))\b", r"\d"),
        (
            r"\b(zasto|zbog cega|why)\b",
            r"\b(jer|zato|zbog|buduci|kako bi|because|since|due|therefore|so that)\b",
        ),
        (
            r"\b(kako|na koji nacin|how)\b",
            r"\b(kliknite|odaberite|upotrijebite|click|select|use)\b",
        ),
    )
)
_WHO = re.compile(r"^(tko|ko|who|whom|cij[aei]|whose)\b")
_NAME = re.compile(r"(?<=[\w,;] )[A-ZČĆĐŠŽ][^\W\d_]+")
_DEFINED = re.compile(
    r"^(?:sto (?:je|su)|sto znaci|what (?:is|are)|what does) (?:an? |the )?(.+?)\??$"
)
_DEFINES = re.compile(r"\b(je|su|znaci|oznacava|is|are|means|refers)\b")


def meets(question: str, sentence: str) -> float:
    """0..1: how far the sentence has the form an answer to this question takes."""
    asked, said = fold(question).strip(), fold(sentence)
    defined = _DEFINED.match(asked)
    if defined is not None:
        head = defined.group(1).split()[0][:5]
        at = said.find(head)
        if 0 <= at < 40 and _DEFINES.search(said[at : at + 80]) is not None:
            return 1.0
    if _WHO.search(asked) is not None:
        return float(any(fold(name) not in asked for name in _NAME.findall(sentence)))
    expected = [given for ask, given in _EXPECTED if ask.search(asked) is not None]
    return 1.0 if any(given.search(said) is not None for given in expected) else 0.0
