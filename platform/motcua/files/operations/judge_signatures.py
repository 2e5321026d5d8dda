"""What the signatures of a PDF are worth; looked at in a process of its own, within limits."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final
from uuid import UUID

import structlog

from motcua.files.domain.signing import CheckView, SignatureView
from motcua.files.events import SignedFileStored
from motcua.files.models import CheckOutcome, SignatureCheck, StoredFile
from motcua.files.operations.sign_paper import trust_of
from motcua.files.queries.signing import signature_view
from motcua.files.storage import private_storage

log = structlog.get_logger(__name__)
TIMEOUT_SECONDS: Final = 30
MAX_BYTES: Final = 50 * 1024 * 1024
_CHILD: Final = Path(__file__).resolve().parents[1] / "signing" / "judge.py"
_MARKER: Final = b"/ByteRange"
_CHUNK: Final = 256 * 1024


def seems_signed(stream: IO[bytes]) -> bool:
    """The range a signature covers is written in clear in every signed PDF, never packed."""
    stream.seek(0)
    tail = b""
    while chunk := stream.read(_CHUNK):
        if _MARKER in tail + chunk:
            return True
        tail = chunk[-len(_MARKER) :]
    return False


def judge_stored(event: SignedFileStored, at: datetime) -> None:
    """Consumer ``files.judge_signatures``. What was judged already is left alone."""
    rows = SignatureCheck.objects.select_for_update(of=("self",)).select_related("file")
    row = rows.filter(pk=event.file_id, checked_at=None).first()
    if row is not None:
        judge_file(row, now=at)


def judge_file(row: SignatureCheck, *, now: datetime) -> None:
    with private_storage().open(row.file.key) as stream:
        found = judge_content(stream.read(MAX_BYTES + 1), now=now)
    row.outcome = found.outcome
    row.signatures = [_as_json(each) for each in found.signatures]
    row.checked_at = now
    row.save(update_fields=["outcome", "signatures", "checked_at"])


def note_signed(file: StoredFile) -> None:
    """A row that says: signed, nobody has looked yet."""
    SignatureCheck(file=file, signatures=[], created_at=file.created_at).save(force_insert=True)


def judge_content(content: bytes, *, now: datetime, file_id: UUID | None = None) -> CheckView:
    """The worst of all signatures decides. A PDF that cannot be read within the limits is
    ``unreadable``, never valid."""
    raw = _run(content, now) if len(content) <= MAX_BYTES else None
    if not raw:
        outcome = CheckOutcome.UNREADABLE
        return CheckView(file_id, outcome.value, (), now)
    views = tuple(signature_view(each) for each in raw)
    order = [each.value for each in CheckOutcome]
    worst = min((each.outcome for each in views), key=order.index)
    return CheckView(file_id, worst, views, now)


def _run(content: bytes, now: datetime) -> list[dict[str, Any]] | None:
    trust = trust_of(now=now)
    job = {
        "roots": [each.hex() for each in trust.roots],
        "others": [each.hex() for each in trust.others],
        "lists": [each.hex() for each in trust.lists],
        "moment": int(now.timestamp()),
    }
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and script
            [sys.executable, "-I", str(_CHILD)],
            input=json.dumps(job).encode() + b"\n" + content,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            env={"PATH": "", "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("signatures_not_judged", reason="time")
        return None
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        log.warning("signatures_not_judged", reason=last.split(":")[0][:100])
        return None
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _as_json(view: SignatureView) -> dict[str, Any]:
    return {
        "outcome": view.outcome,
        "signer_name": view.signer_name,
        "organisation": view.organisation,
        "issuer_name": view.issuer_name,
        "signed_at": view.signed_at.isoformat() if view.signed_at else None,
        "is_stamped": view.is_stamped,
        "covers_all": view.covers_all,
    }
