"""Questions about a document as a whole: what it is about, its summary, who concludes it.

By rule: such a question has no word that its answer has, so there is nothing to search by. What
is left of it beside the words of asking names the document, or it is a question like any other
(``What is the thesis about?`` in a life story, ``Summarise the findings on stress``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sova_engine.lexical import words


@dataclass(frozen=True, slots=True)
class Whole:
    named: tuple[str, ...]
    """Folded words that tell which document is meant; empty: whichever there is."""
    parties: bool = False
    """Asked is only who concludes it."""

    @property
    def is_kind(self) -> bool:
        """All that was named is what kind of text it is (*the contract*)."""
        return all(_KIND.match(word) for word in self.named)


_CONTRACT = re.compile(r"(?:ugovor|sporazum|contract|agreement|lease)")
_KIND = re.compile(
    r"(?:ugovor|racun|pism|dopis|mail|poruk|izvjes|rad(?:a|u|om)?$|clan(?:ak|k)|studij|istrazivanj"
    r"|zapisnik|prirucnik|uput|zakon|odluk|pravilnik|statut|knjig|prezentacij|nalaz|zivotopis"
    r"|cjenik|elaborat|rjesenj|ponud|obavijest|zahtjev|molb|presud|plan|program|brosur"
    r"|contract|agreement|lease|invoice|letter|email|message|report|paper|article|study|minutes"
    r"|manual|instructions?$|guide|law$|decision|rules$|statute|book|presentation|slides|cv$|resume"
    r"|findings?$|policy|proposal|judg|brochure)"
)
_FILLING = frozenset(
    "ovaj ova ovo ovoga ovog ovom ovome ove ovu ovih ovim ovima taj ta to toga tog tom tome te tu"
    " tih moj moja moje mojem mojeg svaki svakom cijeli cijelog cijelom cjelokupni sav sve svi svih"
    " u iz o od za na ukratko kratko kratki kratak molim vas mi nam jednoj jedna dvije tri cetiri"
    " pet recenica recenice recenici recenicu par nekoliko rijeci hrvatskom engleskom"
    " the this that these it its a an my our whole entire all in of from for to me us please"
    " briefly shortly brief short quick one two three four five few sentence sentences words"
    " english croatian simple plain terms".split()
)
_ANY = re.compile(
    r"(?:dokument|tekst|datotek|spis|prilo[gz]|sadrzaj|gradiv|materijal|document|text|file|pdf"
    r"|attachment|content|material)\w*"
)
_POLITE = (
    r"(?:molim (?:te|vas) |mo(?:zes|zete) li (?:mi |nam )?|zanima me |reci(?:te)? mi "
    r"|please |can you |could you |would you )?"
)
_REST = r"(?: (?P<rest>.+))?$"
_ABOUT = tuple(
    re.compile(rf"^{_POLITE}{pattern}")
    for pattern in (
        r"(?:ukratko )?o (?:cemu|kome) (?:se )?(?:tu |ovdje |zapravo |uopce )*"
        r"(?:radi(?: se)?|govor[ei]|pise|je rijec|je)" + _REST,
        r"(?:ukratko )?(?:sazmi|sazmite|sazeti|rezimiraj|rezimirajte|prepricaj|prepricajte)"
        + _REST,
        r"(?:ukratko )(?:opisi|opisite|prikazi|objasni)" + _REST,
        r"(?:(?:daj|dajte|napravi|napravite|napisi|izradi|trebam|zelim) )?(?:mi |nam )?"
        r"(?:kratki |kratak )?(?:sazetak|sazetka|rezime)" + _REST,
        r"(?:daj|dajte|napravi|napravite|napisi|izradi) (?:mi |nam )?(?:kratki |kratak )?pregled"
        + _REST,
        r"(?:(?:koje|sto) su )?(?:glavne|najvaznije|kljucne|osnovne) (?:tocke|teme|poruke|misli)"
        + _REST,
        r"(?:sto|sta) (?:sve )?(?:sadrzi|pise u|stoji u|ima u) (?P<rest>.+)$",
        r"(?:sto|sta|kakav|kakva|kakvo) je (?P<rest>ov(?:o|aj|a)(?: \w+)?)$",
        r"what (?:is|are|s) (?P<rest>.+) about$",
        r"what (?:does|do) (?P<rest>.+) (?:say|contain|describe|deal with)$",
        # What an insurance policy covers is asked for, not what it is about.
        r"what (?:does|do) (?P<rest>(?:this|the|these|my)"
        r" (?:document|text|file|report|book|paper)s?) cover$",
        r"tell me (?:what (?P<about>.+) (?:is|are) about|about (?P<rest>.+))$",
        r"(?:summari[sz]e|sum (?:it |this |that |them |all )?up|outline)" + _REST,
        r"(?:(?:give|write|make|show) )?(?:me |us )?(?:a |the )?(?:short |brief |quick )?"
        r"(?:summary|overview|gist)" + _REST,
        r"(?:what are )?(?:the )?(?:main|key|most important) (?:points|topics|ideas|takeaways)"
        + _REST,
        r"(?:tl dr|tldr)" + _REST,
    )
)
_PARTIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:tko|koj[ei]) su (?:ugovorne )?(?:strane|stranke)" + _REST,
        r"^izmedu koga je (?:sklopljen )?(?P<rest>ugovor.*)$",
        r"^tko (?:je|su) (?:sklopi[ol]i? |potpisa[ol]i? )(?P<rest>ugovor.*)$",
        r"^who are the (?:contracting )?parties" + _REST,
        r"^(?:between whom|who) (?:is|made|concluded|signed) (?P<rest>(?:the |this )?"
        r"(?:contract|agreement|lease).*)$",
    )
)


def asks_about_whole(question: str) -> Whole | None:
    """None: a question like any other."""
    said = " ".join(words(question))
    for patterns, parties in ((_ABOUT, False), (_PARTIES, True)):
        found = next((m for p in patterns if (m := p.match(said)) is not None), None)
        if found is not None:
            rest = next((part for part in found.groupdict().values() if part), "")
            named = [w for w in rest.split() if w not in _FILLING and not _ANY.fullmatch(w)]
            return Whole(tuple(named), parties)
    return None


def is_contract(begins: Sequence[str]) -> bool:
    """``begins``: folded words of a document's name, or of its first line."""
    return any(_CONTRACT.match(word) for word in begins)
