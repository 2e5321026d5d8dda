"""Opening a session for whom the agency's own system vouches for, and ending it at its word."""

from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from django.contrib.auth import login
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.translation import gettext as _

from motcua.identity.models import SessionKind
from motcua.identity.registry import staff_providers
from motcua.identity.second_factor_gate import note_second_factor
from motcua.identity.sessions import end_sessions, note_upstream, sessions_named
from motcua.identity.staff.operations.upstream_sign_in import Arrival
from motcua.identity.staff.provider_errors import ProviderMissing
from motcua.identity.staff.queries.providers import account_of, provider_row
from motcua.kernel import audit, idempotency
from motcua.kernel.actors import SYSTEM

log = structlog.get_logger(__name__)
_BACKEND: Final = "motcua.identity.backends.StaffBackend"


def open_upstream_session(request: HttpRequest, arrival: Arrival) -> None:
    """A new session key; the browser's end is the session's end. A second factor is asked here
    unless the provider asked for one and is trusted to."""
    login(request, arrival.account, backend=_BACKEND)
    request.session.set_expiry(0)
    note_upstream(
        request.session,
        provider_id=arrival.provider_id,
        sid=arrival.identity.sid,
        subject=arrival.identity.subject,
    )
    if arrival.second_factor_done:
        note_second_factor(request)
    rotate_token(request)


def end_upstream_sessions(*, provider_id: UUID, token: str, now: datetime) -> int:
    """The provider says that a session of its own, or a person, is out (OpenID Connect
    Back-Channel Logout 1.0). Returns how many sessions ended; the same notice again ends none.

    Raises ``ProviderMissing``, ``UpstreamRefused``, ``ProviderUnreachable``.
    """
    row = provider_row(provider_id)
    if staff_providers.get(row.kind).way != "redirect":
        raise ProviderMissing(_("Không có hệ thống đăng nhập này."))
    notice = staff_providers.get(row.kind).read_logout(account_of(row), token, now=now)
    rows = sessions_named(kind=SessionKind.ACCOUNT).filter(provider_id=row.pk)
    meant = Q(upstream_sid=notice.sid) if notice.sid else Q(upstream_subject=notice.subject)
    if notice.sid and notice.subject:
        meant &= Q(upstream_subject=notice.subject)
    with transaction.atomic():
        first = idempotency.claim(
            scope=f"identity.logout:{row.pk}",
            key=notice.token_id,
            fingerprint=idempotency.fingerprint_of([notice.sid, notice.subject]),
            at=now,
        ).first
        if not first:
            return 0
        found = list(rows.filter(meant))
        for each in found:
            audit.record(
                action="identity.signed_out_upstream",
                subject=f"staff:{each.holder}",
                by=SYSTEM,
                at=now,
                data={"provider": row.pk},
            )
        ended = end_sessions(found)
    log.info("staff_signed_out_upstream", provider=str(row.pk), sessions=len(ended))
    return len(ended)
