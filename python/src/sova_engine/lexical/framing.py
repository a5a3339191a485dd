"""What a question says about asking or about texts, before it comes to its subject.

``This article provides information about how to …``, ``U ovoj temi nalaze se informacije o …``,
``Zanima me …``: whole sentences of such words stand in some documents too, and those were found
instead of the ones about the subject.
"""

from __future__ import annotations

import re
import unicodedata

from sova_engine.lexical.folding import WORD, words
from sova_engine.lexical.stopwords import CROATIAN, ENGLISH

_THIS_HR = "ov(?:a|aj|o|oj|om|ome|im|e|i) (?:se |su |je )?"
_TEXT_HR = (
    "(?:tem[aeiu]|clanak|clanku|clanci|clancima|dokument[ui]?|odjelja?ku?|odloma?ku?"
    "|poglavlj[eu]|stranic[aei]|vodicu?|prirucniku?|tekstu?|prilogu?|uput[ae]|uputama"
    "|tutorijalu?) "
)
_TELLS_HR = (
    "(?:nalaz[ei]|opis(?:uj[eu]|an[aeio]?)|objasn(?:java|javaju|jen[aeio]?)|pojasnjava(?:ju)?"
    "|pruza(?:ju)?|sadrz[ei]|govor[ei]|prikaz(?:uj[eu]|an[aeio]?)|donosi|daje|daju"
    "|navod[ei]|naveden[aeio]?|obraduje|bavi|predstavlja|saznajte"
    "|(?:saznat|naucit|pronaci) cete|mo(?:zete|gu se) (?:pronaci|naci|saznati|procitati)) "
)
_SOME_HR = (
    "(?:(?:dodatn|osnovn|opc|korisn|detaljn|nek)[eai] |sve )*(?:informacij[ae]|pregled|podaci"
    "|podatke|upute|uputa|smjernice|pojedinosti|vise|osnove) "
)
_HOW_HR = "(?:nacin(?:u|e|i|ima)? (?:na koji )?|tome (?:kako |sto )?|kako )"
_LITTLE_HR = "(?:se |su |je |vam |mi |nam |cete )*"
_ASKING_HR = (
    "(?:zanima (?:me|nas) |molim (?:te|vas) (?=reci|recite|objasni)"
    "|(?:zeli[mo]|treba[mo]|htio bih|htjela bih|volio bih|voljela bih) (?:sa|do)?znati "
    "|(?:reci|recite|objasni|objasnite) (?:mi|nam) "
    "|mo(?:zes|zete) li (?:mi |nam )?(?:reci|objasniti) |saznajte (?:vise )?(?=o |kako )"
    "|gdje (?:mogu|mozemo|se moze|se mogu) (?:naci|pronaci|procitati|vidjeti) "
    "|(?:treba(?:m|ju|mo)?|daj|dajte|nadi|nadite|pronadi|pronadite|potrazi|potrazite) "
    "(?:mi |nam )?(?=informacij))"
)
_TEXT_EN = (
    "(?:article|topic|document|page|section|guide|chapter|tutorial|post|text|module"
    "|quickstart|walkthrough|paper) "
)
_TELLS_EN = (
    "(?:you (?:will |can |ll )?|we (?:will |ll )?)?"
    "(?:provides?|describes?|explains?|contains?|shows?|gives?|covers?|discuss(?:es)?|outlines?"
    "|introduces?|presents?|details|lists?|summari[sz]es|demonstrates?|tells|helps|learn|find"
    "|see|walks (?=you through)) (?:you (?:through )?|us )?"
)
_SOME_EN = (
    "(?:an? |the |some |all |more |additional |general |detailed |brief |basic )*(?:information"
    "|overview|introduction|instructions|guidance|details|summary|description|steps) "
)
_HOW_EN = "(?:how (?:to |you can |do i |does |do )?|ways to )"
_ASKING_EN = (
    "(?:(?:can|could|would) you (?:please )?(?:tell|explain)(?: to)?(?: me| us)? "
    "|(?:please )?(?:tell|explain)(?: to)? (?:me|us) (?=about |how |wh)"
    "|(?:learn|find out|read) (?=more |about |how )"
    "|i (?:want|need|would like|d like|wish) to (?:know|find out|understand|learn) "
    "|where (?:can|do) (?:i|we|you) (?:find|read|see) "
    "|(?:i (?:need|want) |give me )(?=information))"
)
_FRAMES = re.compile(
    "(?:"
    f"(?:(?:u|na) )?{_THIS_HR}{_TEXT_HR}{_LITTLE_HR}{_TELLS_HR}{_LITTLE_HR}"
    f"(?:{_SOME_HR})?(?:(?:o|za) )?{_HOW_HR}?"
    f"|{_ASKING_HR}{_LITTLE_HR}(?:{_SOME_HR}(?:o |za )?)?(?:o )?{_HOW_HR}?"
    f"|(?:in |on )?(?:this|the following) {_TEXT_EN}{_TELLS_EN}(?:{_SOME_EN})?"
    f"(?:(?:about|on|of|for|regarding|that) )?{_HOW_EN}?"
    f"|{_ASKING_EN}(?:{_SOME_EN})?(?:more )?(?:about |on )?{_HOW_EN}?"
    ")+"
)


def subject(text: str) -> str:
    """The question from where its subject begins; all of it where no frame stands before one."""
    text = unicodedata.normalize("NFC", text)
    own = words(text)
    frames = _FRAMES.match(" ".join(own) + " ")
    if frames is None:
        return text
    framing = frames.group().count(" ")
    if all(word in CROATIAN or word in ENGLISH for word in own[framing:]):
        return text
    begun = [word.start() for word in WORD.finditer(text)]
    return text[begun[framing] :] if len(begun) == len(own) else text
