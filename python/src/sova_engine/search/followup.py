"""A follow-up question is searched with what it leans on, not alone."""

from __future__ import annotations

from collections.abc import Sequence

from sova_engine.lexical import BY_LANGUAGE, words

_LEANING = frozenset(
    # Croatian, folded
    "on ona ono oni one njega nje njih njemu njoj njima ga ju je ih im mu joj njegov njegova"
    " njezin njezina njihov njihova to toga tome time taj ta te ti tih tim tada tamo tu"
    # English
    " he she it they him her them his its their theirs this that these those there then one".split()
)
_OPENING = frozenset(("a", "i", "and", "but", "ali", "or", "ili", "pa", "so", "also"))
_FEW = 3


def searched_text(text: str, context: Sequence[str]) -> str:
    """The question itself, or with the last one before it when it does not stand alone.

    It leans on the earlier one when it opens with a conjunction, points back with a
    pronoun and says little of its own, or has hardly a word of content.
    """
    if not context:
        return text
    own = words(text)
    content = {word for word in own if word not in BY_LANGUAGE["mixed"] and word not in _LEANING}
    points_back = any(word in _LEANING for word in own)
    opens = bool(own) and own[0] in _OPENING
    if len(content) <= 1 or (len(content) <= _FEW and (points_back or opens)):
        return f"{context[-1]} {text}"
    return text
