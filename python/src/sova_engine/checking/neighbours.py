"""One word in Croatian and in Bosnian and Serbian (Latin): what a sentence may be reworded to.

Three ways in which a word that says the same is another one: other words (``tisuća``, ``hiljada``;
the glossary and the table here), another reflex of *yat* (``mjesto``, ``mesto``), and the future
written together (``dobit će``, ``dobiće``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from sova_engine.lexical import senses, stem

_ALIKE = tuple(
    tuple(row.split())
    for row in (
        "osigura obezbed obezbij",
        "sudjel ucestv",
        "izvijest izvest obavijest obavest",
        "potpor podrs",
        "povjerenst komisij",
        "ravnatelj direktor",
        "tjedn sedmic nedeljn",
        "susret sastan",
        "priopc saopst saopc",
        "glasnogovorn portparol",
        "ravnopravn jednak",
        "sigurn bezbed bezbjed",
        "opasn rizik rizic",
        "usporedb poreden uporedb",
        "izgradn gradn",
        "prosvjed protest",
        "tijekom tokom",
        "kolodvor stanic",
        "zavrset dovrs okonc zavrs",
        "prijedlog predlog",
        "ucinkovit efikasn",
        "natjecan takmicen",
        "natjec takmic",
        "skupstin sabor parlament",
        "ministar ministr",
        "tajnik sekretar",
        "predsjedn predsedn",
        "izbor glasan",
        "vijec savet savjet",
        "veleposlan ambasad",
        "redarstv polici",
        "zatvor zatocen",
        "ozljed povred povrijed",
        "zrtv stradal",
        "lijecen lecen",
        "bolnic klinik",
        "zdravstv medicin",
        "kazalist pozoris",
        "glumc glumic",
        "skladb kompozic",
        "izlozb postavk",
        "rujn septemb",
        "vlakov vozov",
        "kruh hljeb hleb",
        "juh sup",
        "primjer primer",
        "ocekuj predvid",
        "pokus eksperiment",
        "znanstven naucn",
        "povijes istorij",
        "stupanj stepen stupnj",
        "razin nivo",
        "uporab upotreb koristen",
        "utjec utic",
        "ucinak efekat efekt ucink",
        "nazoc prisut",
        "zaposlen uposlen",
        "umirov penzi",
        "drzavlj gradan",
        "domovin otadzbin",
        "izvjes izves",
        "neovisn nezavisn",
        "ovisn zavisn",
        "uvijek uvek",
        "ponovno ponovo",
        "gospodarst privred ekonom",
        "tvrd kaz izjav",
        "postot procen procent",
    )
)
_YAT = re.compile(r"ije|je")
_TOGETHER = re.compile(r".{3,}[aeiu]ce")


@lru_cache(maxsize=100_000)
def alike(word: str) -> frozenset[str]:
    """Keys that a folded word shares with its like; none that begins as an index key does."""
    own = senses(word)
    found = {f"sense:{one >> 1}" for one in own if one ^ 1 in own}
    found |= {f"alike:{number}" for number, row in enumerate(_ALIKE) if word.startswith(row)}
    if len(word) > 3:
        found.add(f"yat:{stem(_YAT.sub('e', word), 'hr')}")
    if _TOGETHER.fullmatch(word):
        found.add(f"yat:{stem(_YAT.sub('e', word[:-2]) + 't', 'hr')}")
    return frozenset(found)
