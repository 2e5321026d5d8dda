"""Runs as a process of its own: a PDF of a stranger in, what its signatures are worth out.

Reads one line of JSON from standard input (``roots``, ``others``, ``lists`` as hexadecimal DER,
``moment`` as epoch seconds), then the PDF; writes a JSON list. Imports nothing of ours and holds no
secret. Processor time and memory are capped here, wall time by the parent.
"""

import json
import logging
import resource
import sys
from datetime import datetime, timedelta, timezone
from io import BytesIO
from types import ModuleType
from typing import Any

CPU_SECONDS = 20
MEMORY_BYTES = 1024**3
MAX_SIGNATURES = 40


class _NoNetwork(ModuleType):
    """Names only, for annotations."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)
    # Half of the start is the HTTP client, which nothing here may use.
    sys.modules["aiohttp"] = _NoNetwork("aiohttp")
    from pyhanko.pdf_utils.reader import PdfFileReader

    job = json.loads(sys.stdin.buffer.readline())
    reader = PdfFileReader(BytesIO(sys.stdin.buffer.read()), strict=False)
    trust = _trust(job, reader)
    made = reader.embedded_regular_signatures
    if len(made) > MAX_SIGNATURES:
        raise ValueError("too many signatures")
    moment = datetime.fromtimestamp(job["moment"], tz=timezone.utc)  # noqa: UP017 -- alone
    json.dump([_judge(each, trust, moment) for each in made], sys.stdout)
    return 0


def _trust(job: dict[str, Any], reader: Any) -> dict[str, Any]:
    """What we believe, and what the file brings along to prove it."""
    from asn1crypto import crl, x509
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    trust: dict[str, Any] = {
        "trust_roots": [x509.Certificate.load(bytes.fromhex(each)) for each in job["roots"]],
        "other_certs": [x509.Certificate.load(bytes.fromhex(each)) for each in job["others"]],
        "crls": [crl.CertificateList.load(bytes.fromhex(each)) for each in job["lists"]],
    }
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return trust
    trust["other_certs"] += list(store.load_certs())
    # The file's own lists may be as old as its signature: an authority's newer one comes first.
    known = {each.issuer.hashable for each in trust["crls"]}
    for each in store.crls:
        found = crl.CertificateList.load(each.get_object().data)
        if found.issuer.hashable not in known:
            trust["crls"].append(found)
    return trust


def _judge(embedded: Any, trust: dict[str, Any], moment: datetime) -> dict[str, Any]:
    subject = embedded.signer_cert.subject.native
    issuer = embedded.signer_cert.issuer.native
    outcome, signed_at, is_stamped, covers = _outcome(embedded, trust, moment)
    return {
        "outcome": outcome,
        "signer_name": _words(subject, "common_name"),
        "organisation": _words(subject, "organization_name"),
        "issuer_name": _words(issuer, "common_name"),
        "signed_at": signed_at.isoformat() if signed_at else None,
        "is_stamped": is_stamped,
        "covers_all": covers,
    }


def _outcome(
    embedded: Any, trust: dict[str, Any], moment: datetime
) -> tuple[str, datetime | None, bool, bool]:
    from pyhanko.sign.diff_analysis import ModificationLevel

    status = _validate(embedded, trust, moment)
    stamp = status.timestamp_validity
    is_stamped = bool(stamp and stamp.intact and stamp.valid and stamp.trusted)
    signed_at = stamp.timestamp if is_stamped else status.signer_reported_dt
    covers = status.coverage.value >= 2 or status.modification_level == ModificationLevel.NONE
    # Signing again and filling in fields is lawful; changing what was signed is not.
    is_changed = status.modification_level == ModificationLevel.OTHER or not status.docmdp_ok
    if not (status.intact and status.valid) or is_changed:
        return "altered", signed_at, is_stamped, covers
    if status.trusted:
        return "valid", signed_at, is_stamped, covers
    problem = _problem(status)
    if problem in ("expired", "revoked") and is_stamped:
        # Signed while the certificate was still good, which the stamp proves.
        then = _validate(embedded, trust, stamp.timestamp + timedelta(seconds=1))
        if then.trusted:
            return "valid", signed_at, is_stamped, covers
        problem = _problem(then)
    return problem, signed_at, is_stamped, covers


def _validate(embedded: Any, trust: dict[str, Any], moment: datetime) -> Any:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    def context() -> Any:
        return ValidationContext(
            **trust,
            allow_fetching=False,
            moment=moment,
            revocation_mode="soft-fail",
            retroactive_revinfo=True,
        )

    return validate_pdf_signature(embedded, context(), context())


def _problem(status: Any) -> str:
    name = getattr(status.trust_problem_indic, "name", "") or ""
    if "REVOKED" in name:
        return "revoked"
    if "OUT_OF_BOUNDS" in name or "EXPIRED" in name or "NOT_YET" in name:
        return "expired"
    return "unknown_issuer"


def _words(name: dict[str, Any], part: str) -> str:
    found = name.get(part, "")
    return str(found[0] if isinstance(found, list) else found)[:200]


if __name__ == "__main__":
    sys.exit(main())
