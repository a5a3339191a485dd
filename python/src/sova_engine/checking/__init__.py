"""Does what a sentence says stand in the passages it cites?"""

from sova_engine.checking.check import Checked, check

__all__ = ["Checked", "check"]
