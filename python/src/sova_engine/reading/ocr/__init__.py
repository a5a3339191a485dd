"""Text recognition: an image of a page to lines of words with boxes and confidence."""

from .recognition import Recognised, recognise

__all__ = ["Recognised", "recognise"]
