"""How likely Croatian's own letters are where they stand: tells code pages of a short text apart.

In CP852 the word Šibeniku is, byte for byte, ćibeniku of CP1250: both are Croatian letters,
and only the letters around say which was meant.
"""

from __future__ import annotations

import re

_LETTERS = "abcčćdđefghijklmnoprsštuvzž"
_PLACE = {letter: place for place, letter in enumerate(_LETTERS)}
_EDGE = len(_LETTERS)
_AROUND = {
    "č": ("2999999499927998639698937993", "3999999299927369379999947996"),
    "ć": ("3999999299929899945994929995", "2999999299929999569999949993"),
    "ž": ("2999959399949999839399929993", "2599969299926978379799949997"),
    "š": ("3999999399928799837499936993", "3998599399939358367999258995"),
    "đ": ("2999999298949999629599949985", "2999999199939999978999939998"),
}
"""Minus log2 of the share (9: rarer than one in 400) of each letter, and of a word's edge last,
before and after: counted over 80,000 forms of words of Croatian news and legal texts."""
_OWN = {"č": 1.6, "š": 2.0, "ž": 2.4, "ć": 2.6, "đ": 3.9}
_OTHER = 14.0
_BEGINS_SO = re.compile(r"ć(?:u|eš|e|emo|ete)\Z|ć(?:evap|iril|elav|ud|up|ošk|utj|utl|askat|orav)")
"""Will, among the most frequent words, and the few others that begin with this letter."""


def likelihood(word: str) -> float:
    """Log2 of how likely the letters beyond ASCII are in this word, 0 where there are none."""
    word = word.lower()
    if _BEGINS_SO.match(word):
        return -3.0
    total = 0.0
    for index, letter in enumerate(word):
        if letter <= "\x7f":
            continue
        around = _AROUND.get(letter)
        if around is None:
            total -= _OTHER
            continue
        before = _PLACE.get(word[index - 1], -1) if index else _EDGE
        after = _PLACE.get(word[index + 1], -1) if index + 1 < len(word) else _EDGE
        total -= _OWN[letter] + _cost(around[0], before) + _cost(around[1], after)
    return total


def _cost(costs: str, place: int) -> int:
    return int(costs[place]) if place >= 0 else 9
