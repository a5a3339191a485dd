"""Words that turn a claim into its contrary, by their folded beginnings."""

from __future__ import annotations

_PAIRS = (
    ("increas", "decreas"),
    ("increas", "reduc"),
    ("rais", "lower"),
    ("rose", "fell"),
    ("maxim", "minim"),
    ("highest", "lowest"),
    ("most", "least"),
    ("more", "less"),
    ("more", "fewer"),
    ("longer", "shorter"),
    ("larger", "smaller"),
    ("before", "after"),
    ("above", "below"),
    ("mandator", "optional"),
    ("requir", "optional"),
    ("free", "paid"),
    ("open", "clos"),
    ("win", "los"),
    ("accept", "reject"),
    ("approv", "reject"),
    ("grew", "fell"),
    ("rose", "declin"),
    ("grew", "declin"),
    ("increas", "fell"),
    ("annual", "month"),
    ("yearly", "month"),
    ("annual", "dail"),
    ("yearly", "dail"),
    ("month", "week"),
    ("month", "dail"),
    ("week", "dail"),
    ("veci", "manji"),
    ("veca", "manja"),
    ("vece", "manje"),
    ("najvec", "najmanj"),
    ("najvis", "najniz"),
    ("najvis", "najmanj"),
    ("povec", "smanj"),
    ("poras", "pad"),
    ("poras", "pao "),
    ("poras", "pala "),
    ("poras", "pali "),
    ("poras", "palo "),
    ("poras", "smanj"),
    ("uz ", "bez "),
    ("godisnj", "mjesecn"),
    ("godisnj", "tjedn"),
    ("godisnj", "dnevno "),
    ("mjesecn", "tjedn"),
    ("mjesecn", "dnevno "),
    ("tjedn", "dnevno "),
    ("vise", "manje"),
    ("dulj", "krac"),
    ("prije", "nakon"),
    ("prije", "poslije"),
    ("iznad", "ispod"),
    ("obvez", "neobvez"),
    ("obvez", "dobrovolj"),
    ("otvor", "zatvor"),
    ("prihva", "odbij"),
    ("odobr", "odbij"),
    ("zaposl", "otpust"),
    ("pre ", "posle "),
    ("pre ", "nakon"),
    ("prije", "posle "),
    ("nakon", "pre "),
    ("poras", "opao "),
    ("poras", "opal"),
    ("poboljs", "pogors"),
    ("prihod", "rashod"),
    ("uvoz", "izvoz"),
    ("kupnj", "prodaj"),
    ("kupovin", "prodaj"),
    ("sjevern", "juzn"),
    ("severn", "juzn"),
    ("istocn", "zapadn"),
    ("lijev", "desn"),
    ("lev", "desn"),
    ("ujutro", "navecer"),
    ("pozitiv", "negativ"),
    ("hired", "fired"),
    ("improv", "worsen"),
    ("improv", "deteriorat"),
    ("profit", "loss"),
    ("import ", "export "),
    ("imports ", "exports "),
    ("northern", "southern"),
    ("eastern", "western"),
    ("indoor", "outdoor"),
    ("positive", "negative"),
)


_CONCEPTS = (("=allowed", "dopust dozvol smije smiju allow permit", "zabran prohibit forbid"),)
"""One notion each: its words, and the words that say it negated, by their folded beginnings."""


def concept_of(word: str) -> tuple[str | None, bool]:
    """The notion a folded word stands for, and whether the word itself negates it."""
    for concept, plain, turned in _CONCEPTS:
        if word.startswith(tuple(plain.split())):
            return concept, False
        if word.startswith(tuple(turned.split())):
            return concept, True
    return None, False


def contradicts(claim: list[str], source: list[str]) -> bool:
    """The claim says one of a pair where the source says only the other; words are folded."""

    def has(text: list[str], beginning: str) -> bool:
        # A pair's word that ends in a space is meant whole.
        return any(f"{word} ".startswith(beginning) for word in text)

    for pair in _PAIRS:
        for said, contrary in (pair, pair[::-1]):
            if not has(claim, said) or has(claim, contrary):
                continue
            if has(source, contrary) and not has(source, said):
                return True
    return False
