"""Old Office files and Outlook messages: compound files told apart by their streams."""

from __future__ import annotations

from pathlib import Path

from ..errors import EngineError
from .file_type import FileType

_DIRECTORY_LIMIT = 4 * 1024 * 1024


def _has(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def kind_of(path: Path, suffix: str) -> FileType:
    """Raises ``password-required`` and ``protected-document`` for encrypted packages; ``opens``
    tells that no password opens them here."""
    with path.open("rb") as file:
        data = file.read(_DIRECTORY_LIMIT)
        file.seek(0, 2)
        if file.tell() > _DIRECTORY_LIMIT:
            file.seek(-_DIRECTORY_LIMIT, 2)
            data += file.read()
    if _has(data, "EncryptedPackage"):
        if _has(data, "DRMEncryptedTransform") or _has(data, "DRMEncryptedDataSpace"):
            raise EngineError("protected-document", "rights management")
        raise EngineError("password-required", "an encrypted Office package", opens=False)
    if _has(data, "DRMContent") or _has(data, "DRMEncryptedTransform"):
        raise EngineError("protected-document", "rights management")
    if _has(data, "WordDocument"):
        return FileType.DOC
    if _has(data, "PowerPoint Document"):
        return FileType.PPT
    if _has(data, "Workbook") or _has(data, "Book"):
        return FileType.XLS
    if _has(data, "__properties_version1.0") or _has(data, "__nameid_version1.0"):
        return FileType.MSG
    by_suffix = {"doc": FileType.DOC, "xls": FileType.XLS, "ppt": FileType.PPT, "msg": FileType.MSG}
    if suffix in by_suffix:
        return by_suffix[suffix]
    raise EngineError("unknown-type", "a compound file of no known kind")
