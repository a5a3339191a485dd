"""A compound file made of nested names, as Outlook writes its messages."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SECTOR = 512
END, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
Tree = dict[str, "bytes | Tree"]


@dataclass
class _Made:
    sectors: list[bytes] = field(default_factory=list[bytes])
    table: list[int] = field(default_factory=list[int])
    entries: list[bytes] = field(default_factory=list[bytes])

    def store(self, data: bytes) -> int:
        """First sector of a chain."""
        if not data:
            return END
        first = len(self.sectors)
        for at in range(0, len(data), SECTOR):
            self.sectors.append(data[at : at + SECTOR].ljust(SECTOR, b"\0"))
            self.table.append(len(self.sectors))
        self.table[-1] = END
        return first

    def enter(self, name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        wide = (name + "\0").encode("utf-16-le")
        head = wide.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(wide), kind, 1, NONE, right, child
        )
        return head + b"\0" * 36 + struct.pack("<IQ", start, size)

    def add(self, tree: Tree) -> int:
        """Number of the first of the entries, chained by their right neighbours."""
        numbers = range(len(self.entries), len(self.entries) + len(tree))
        self.entries += [b""] * len(tree)
        for number, (name, value) in zip(numbers, tree.items(), strict=True):
            right = number + 1 if number + 1 in numbers else NONE
            if isinstance(value, bytes):
                place = self.store(value)
                self.entries[number] = self.enter(name, 2, right, NONE, place, len(value))
            else:
                child = self.add(value)
                self.entries[number] = self.enter(name, 1, right, child, 0, 0)
        return numbers.start if tree else NONE


def compound(tree: Tree) -> bytes:
    made = _Made(entries=[b""])
    child = made.add(tree)
    made.entries[0] = made.enter("Root Entry", 5, NONE, child, END, 0)
    directory = made.store(b"".join(made.entries))
    tables = len(made.table) // (SECTOR // 4 - 1) + 1
    first = len(made.sectors)
    table = [*made.table, *[0xFFFFFFFD] * tables]
    packed = struct.pack(f"<{len(table)}I", *table).ljust(tables * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIII", tables, directory, 0, 0, END, 0, END, 0)
    places = [first + at for at in range(tables)] + [FREE] * (109 - tables)
    return head + struct.pack("<109I", *places) + b"".join(made.sectors) + packed


def message(subject: str, body: str, **attachments: bytes | Tree) -> Tree:
    """Attachments by name: a file's bytes, or a message inside."""
    made: Tree = {
        "__properties_version1.0": b"\0" * 32,
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
    }
    for number, (name, value) in enumerate(attachments.items()):
        held = "37010102" if isinstance(value, bytes) else "3701000D"
        made[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.replace("__", ".").encode("utf-16-le"),
            f"__substg1.0_{held}": value,
        }
    return made
