"""The audit trail as inspectors check it: digests day by day, everything at once, one chain."""

import time
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.audit.words import WHY
from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.casework.api import case_of_number
from motcua.identity.api import actor_from_request
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.audit_digest import list_digests, public_keys
from tenants.api import AuditReport, verify_audit

READ: Final = "audit.read"
SECONDS: Final = 20.0
"""As long as somebody waits for a page; more than fits in is for the command."""
_CHECKS: Final = "audit-checks"
_MOST_ENTRIES: Final = 500


def inspector_screen(view: View) -> View:
    guard = screen_for(
        lambda by: by.require(READ), lambda _request: _header(_("Nhật ký kiểm toán"))
    )
    return guard(view)


@inspector_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    return _screen(request)


@inspector_screen
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Recompute now. That somebody did, and what came out, is itself on record."""
    until = time.monotonic() + SECONDS
    report = verify_audit(may_go_on=lambda: time.monotonic() < until)
    by = actor_from_request(request)
    data = {"verified": report.verified, "chains": report.chains, "complete": report.complete}
    audit.record(action="audit.checked", subject=_CHECKS, by=by, at=timezone.now(), data=data)
    return _screen(request, report)


@inspector_screen
@require_GET
def chain(request: HttpRequest) -> HttpResponse:
    """One chain with its entries, found by the number of a dossier or by its own name."""
    wanted = request.GET.get("q", "").strip()[:100]
    subject = _subject(wanted, actor_from_request(request))
    entries = audit.read_chain(subject, limit=_MOST_ENTRIES) if wanted else []
    context = {
        **_header(_("Một chuỗi nhật ký"), _crumb()),
        "wanted": wanted,
        "subject": subject,
        "entries": entries,
        "report": audit.verify_chain(subject) if entries else None,
    }
    return render(request, "backoffice/audit/chain.html", context)


def _screen(request: HttpRequest, report: AuditReport | None = None) -> HttpResponse:
    broken = report.digests.broken if report else ()
    context = {
        **_header(_("Nhật ký kiểm toán")),
        "digests": list_digests(),
        "keys": public_keys(),
        "report": report,
        "links": [(link, WHY[link.why]) for link in broken],
    }
    return render(request, "backoffice/audit/index.html", context)


def _subject(wanted: str, by: Actor) -> str:
    case_id = case_of_number(wanted, by=by) if wanted and ":" not in wanted else None
    return f"case:{case_id}" if case_id else wanted


def _crumb() -> dict[str, str]:
    return {"url": reverse("audit:index"), "label": _("Nhật ký kiểm toán")}


def _header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    return page_header(title, *before, icon="lock")
