"""The kinds of file a citizen or officer may send, told by content, never by name alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final

from motcua.files.domain import archives, images


def _nothing_more(stream: IO[bytes]) -> None:
    """The first bytes say enough."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``matches`` reads the first bytes; ``inspect`` may read more and raises ``Dangerous``."""

    media_type: str
    extensions: tuple[str, ...]
    matches: Callable[[bytes], bool]
    inspect: Callable[[IO[bytes]], None] = _nothing_more
    is_archive: bool = False


HEAD_BYTES: Final = 1024
_ZIP: Final = b"PK\x03\x04"
_OOXML: Final = "application/vnd.openxmlformats-officedocument"
DOCX: Final = f"{_OOXML}.wordprocessingml.document"
XLSX: Final = f"{_OOXML}.spreadsheetml.sheet"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"


def _is_zip(head: bytes) -> bool:
    return head.startswith(_ZIP)


KINDS: Final = (
    Kind("application/pdf", (".pdf",), lambda head: head.startswith(b"%PDF-")),
    Kind(
        "image/jpeg",
        (".jpg", ".jpeg"),
        lambda head: head.startswith(b"\xff\xd8\xff"),
        images.check_jpeg,
    ),
    Kind(
        "image/png",
        (".png",),
        lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
        images.check_png,
    ),
    Kind(DOCX, (".docx",), _is_zip, is_archive=True),
    Kind(XLSX, (".xlsx",), _is_zip, is_archive=True),
    Kind(ODT, (".odt",), _is_zip, is_archive=True),
    Kind(ODS, (".ods",), _is_zip, is_archive=True),
)
BY_MEDIA_TYPE: Final = {kind.media_type: kind for kind in KINDS}
INLINE: Final = frozenset({"image/jpeg", "image/png"})
"""Kinds a browser may show in place under a sandbox."""


def recognise(stream: IO[bytes]) -> Kind | None:
    """The kind of the content, after the guards against bombs have passed.

    Raises ``Dangerous``. Leaves the position anywhere.
    """
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if _is_zip(head):
        media_type = archives.media_type_of(stream)
        return BY_MEDIA_TYPE.get(media_type) if media_type else None
    for kind in KINDS:
        if not kind.is_archive and kind.matches(head):
            kind.inspect(stream)
            return kind
    return None
