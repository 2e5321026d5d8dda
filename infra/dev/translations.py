"""Compile the message catalogues without GNU gettext, which few machines have.

``stale`` needs the standard library only; compiling runs inside the environment:
``python -m infra.dev.translations``.
"""

from __future__ import annotations

import os
from pathlib import Path

from infra.dev.places import ROOT

_HOMES = ("platform", "tenants", "formbuilder", "billing")


def stale() -> list[Path]:
    """Catalogues whose compiled form is missing or older."""
    found = (po for home in _HOMES for po in (ROOT / home).rglob("locale/*/LC_MESSAGES/*.po"))
    return sorted(po for po in found if _is_stale(po, po.with_suffix(".mo")))


def _is_stale(source: Path, compiled: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_catalogue(source: Path) -> None:
    """Write the ``.mo`` beside ``source``; replaced whole, since a server may be reading it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as handle:
        catalogue = read_po(handle)
    fresh = source.with_suffix(f".mo.{os.getpid()}")
    with fresh.open("wb") as handle:
        write_mo(handle, catalogue)
    fresh.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    for path in stale():
        compile_catalogue(path)
