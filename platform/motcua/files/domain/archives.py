"""Office files are zip archives: look at their directory only, and bound even that."""

import struct
import zipfile
import zlib
from typing import IO, Final

from motcua.files.domain.dangers import Dangerous

MAX_ENTRIES: Final = 3_000
MAX_DIRECTORY_BYTES: Final = 1024 * 1024
MAX_UNPACKED_BYTES: Final = 300 * 1024 * 1024
MAX_RATIO: Final = 200
_RATIO_FROM_BYTES: Final = 5 * 1024 * 1024
_SMALL: Final = 256 * 1024
_END: Final = struct.Struct("<4s4H2LH")
_END_SIGNATURE: Final = b"PK\x05\x06"
_TAIL: Final = _END.size + 65_535
_OOXML_PARTS: Final = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PACKING: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the library raises on damaged archives.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_ODF: Final = frozenset(
    {
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
    }
)


def media_type_of(stream: IO[bytes]) -> str | None:
    """What office file the archive is; ``None`` for any other archive.

    Raises ``Dangerous`` for bombs, broken archives and documents with macros.
    """
    check_directory(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_entries(archive.infolist())
            return _office_type(archive)
    except _DAMAGE as error:
        raise Dangerous("broken", type(error).__name__) from error


def check_directory(stream: IO[bytes]) -> None:
    """Refuse by the end record alone what would be costly to list."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or len(tail) - at < _END.size:
        raise Dangerous("broken", "no end of archive")
    _, disk, start_disk, _, entries, directory_bytes, offset, _ = _END.unpack_from(tail, at)
    if disk or start_disk or 0xFFFF in (entries, disk) or 0xFFFFFFFF in (directory_bytes, offset):
        raise Dangerous("archive_bomb", "split or zip64")
    if entries > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise Dangerous("archive_bomb", f"{entries} entries")
    stream.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES:
        raise Dangerous("archive_bomb", f"{unpacked} bytes")
    if unpacked > _RATIO_FROM_BYTES and unpacked / packed > MAX_RATIO:
        raise Dangerous("archive_bomb", "ratio")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Dangerous("broken", "encrypted")
    if any(entry.compress_type not in _PACKING for entry in entries):
        raise Dangerous("broken", "packing")


def _office_type(archive: zipfile.ZipFile) -> str | None:
    names = {entry.filename for entry in archive.infolist()}
    if any(_is_macro(name) for name in names):
        raise Dangerous("macros")
    if "mimetype" in names:
        declared = _read_small(archive, "mimetype").decode("ascii", "replace").strip()
        return declared if declared in _ODF else None
    if "[Content_Types].xml" not in names:
        return None
    if b"macroEnabled" in _read_small(archive, "[Content_Types].xml"):
        raise Dangerous("macros")
    return next((media for part, media in _OOXML_PARTS.items() if part in names), None)


def _is_macro(name: str) -> bool:
    folded = name.casefold()
    if folded.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in folded:
        return True
    # OpenDocument keeps macros and scripts in folders of their own.
    return folded.startswith(("basic/", "scripts/")) and not folded.endswith("/")


def _read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    """At most ``_SMALL`` bytes of a member, whatever its header claims."""
    with archive.open(name) as member:
        return member.read(_SMALL)
