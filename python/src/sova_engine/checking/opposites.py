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
    ("allow", "prohibit"),
    ("allow", "forbid"),
    ("permit", "prohibit"),
    ("mandator", "optional"),
    ("requir", "optional"),
    ("free", "paid"),
    ("open", "clos"),
    ("win", "los"),
    ("accept", "reject"),
    ("approv", "reject"),
    ("veci", "manji"),
    ("veca", "manja"),
    ("vece", "manje"),
    ("najvec", "najmanj"),
    ("najvis", "najniz"),
    ("najvis", "najmanj"),
    ("povec", "smanj"),
    ("poras", "pad"),
    ("vise", "manje"),
    ("dulj", "krac"),
    ("prije", "nakon"),
    ("prije", "poslije"),
    ("iznad", "ispod"),
    ("dopust", "zabran"),
    ("dozvol", "zabran"),
    ("obvez", "neobvez"),
    ("obvez", "dobrovolj"),
    ("otvor", "zatvor"),
    ("prihva", "odbij"),
    ("odobr", "odbij"),
)


def contradicts(claim: list[str], source: list[str]) -> bool:
    """The claim says one of a pair where the source says only the other; words are folded."""

    def has(text: list[str], beginning: str) -> bool:
        return any(word.startswith(beginning) for word in text)

    for pair in _PAIRS:
        for said, contrary in (pair, pair[::-1]):
            if has(claim, said) and not has(source, said) and has(source, contrary):
                return True
    return False
