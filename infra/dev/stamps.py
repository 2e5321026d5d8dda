"""Work that is already done is not done again: a stamp holds the digest of what went in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_NOT_SOURCES = {"node_modules", "dist", "coverage", "__pycache__", ".vite"}


def digest_of(files: Iterable[Path], *words: str) -> str:
    """One digest of names, contents and ``words``; a missing file counts as empty."""
    total = hashlib.sha256()
    for word in words:
        total.update(word.encode() + b"\0")
    for path in files:
        content = path.read_bytes() if path.is_file() else b""
        total.update(str(path).encode() + b"\0" + hashlib.sha256(content).digest())
    return total.hexdigest()


def sources_under(folder: Path) -> Iterator[Path]:
    """Every file that somebody wrote below ``folder``, in a fixed order."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _NOT_SOURCES)
        yield from (Path(parent) / name for name in sorted(names))


def is_stamped(stamp: Path, digest: str) -> bool:
    """Whether ``stamp`` says that this very input was used."""
    return stamp.is_file() and stamp.read_text() == digest


def put_stamp(stamp: Path, digest: str) -> None:
    """Remember it; call only when the work is complete."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
