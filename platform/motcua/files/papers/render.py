"""Papers as PDF, typeset by Typst in a process of its own.

Text from people reaches the template only as JSON data, never as markup, so nothing they type is
interpreted. Why Typst: ADR 0008.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno
import structlog
from django.conf import settings

from motcua.files.errors import PaperFailed

log = structlog.get_logger(__name__)
ROOT: Final = Path(__file__).resolve().parents[2]
"""Templates may read below the package ``motcua`` only."""
MAX_DATA_BYTES: Final = 4 * 1024 * 1024
TIMEOUT_SECONDS: Final = 30
PREVIEW_DOTS: Final = 90
"""Dots an inch: an A4 page is 744 pixels wide."""
FOR_READING: Final = ("a-2a", "ua-1")
FOR_SIGNING: Final = ("a-2b",)
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)
_CHILD: Final = Path(__file__).with_name("compile.py")
_ENVIRONMENT: Final = {"PATH": "", "RAYON_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and where on it the template marked places (``<place>`` metadata), in points."""

    content: bytes
    places: tuple[Mapping[str, Any], ...] = ()


def render_pdf(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The PDF of ``template``, for example ``submissions/papers/proof.typ``: for archives
    (PDF/A-2a) and for screen readers (PDF/UA-1).

    ``data`` must be JSON-able; the template reads it by ``json(bytes(sys.inputs.data))``. The same
    input gives the same bytes. Raises ``PaperFailed``.
    """
    return _typeset(template, data, made_at=made_at, standards=FOR_READING).content


def render_for_signing(template: str, data: Mapping[str, Any], *, made_at: datetime) -> Typeset:
    """As ``render_pdf``, of a paper that will be signed. It claims PDF/A-2b, which its signatures
    keep; they are not in the tag tree, so it does not claim more, though it is tagged all the same.
    """
    return _typeset(template, data, made_at=made_at, standards=FOR_SIGNING, places=True)


def render_picture(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Pages to be put into another PDF: no tags of their own."""
    return _typeset(template, data, made_at=made_at, standards=FOR_SIGNING, tags=False).content


def render_preview(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The first page as a PNG for the screen. Raises ``PaperFailed``."""
    return _typeset(
        template, data, made_at=made_at, standards=FOR_READING, picture=PREVIEW_DOTS
    ).content


def _typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    made_at: datetime,
    standards: Sequence[str],
    tags: bool = True,
    places: bool = False,
    picture: int = 0,
) -> Typeset:
    text = json.dumps(_printable(data), ensure_ascii=False)
    if len(text.encode()) > MAX_DATA_BYTES:
        raise PaperFailed(f"{template}: too much data")
    fonts = Path(settings.MOTCUA_PAPER_FONTS)
    job = {
        "template": str(_template(template)),
        "root": str(ROOT),
        "fonts": [str(fonts)] if fonts.is_dir() else [],
        "data": text,
        "made_at": int(made_at.timestamp()),
        "standards": list(standards),
        "tags": tags,
        "places": places,
        "picture": picture,
    }
    marked, _newline, content = _run(template, json.dumps(job).encode()).partition(b"\n")
    return Typeset(content, tuple(json.loads(marked)))


def qr_svg(text: str) -> str:
    """A QR code as SVG text, for ``image(bytes(…), format: "svg")`` in a template."""
    made = BytesIO()
    segno.make(text, error="m", micro=False).save(made, kind="svg", scale=4, border=4)
    return made.getvalue().decode()


def _template(name: str) -> Path:
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT) or path.suffix != ".typ" or not path.is_file():
        raise PaperFailed(f"no template {name}")
    return path


def _run(template: str, job: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and script
            [sys.executable, "-I", str(_CHILD)],
            input=job,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            env=_ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PaperFailed(f"{template}: took too long") from error
    if done.returncode or not any(
        mark in done.stdout[:MAX_DATA_BYTES] for mark in (b"\n%PDF-", b"\n\x89PNG")
    ):
        reason = done.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1][:300]
        # The compiler's words quote what it was given: the log gets their kind only.
        kind = reason.split(":")[0]
        log.error("paper_failed", template=template, reason=kind, code=done.returncode)
        raise PaperFailed(f"{template}: {reason}")
    if done.stderr:
        log.warning("paper_not_archival", template=template)
    return done.stdout


def _printable(value: Any) -> Any:
    """Control characters and marks that turn the direction of text print nothing and mislead."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, Mapping):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value
