"""After sending: the dossier's code, form 01 for the printer, the fee, and the next person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.backoffice.counter.shell import counter_crumb, require_counter
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework import api as casework
from motcua.files import api as files
from motcua.identity.api import actor_from_request
from motcua.kernel.i18n import pick
from motcua.payments.api import Permission as PaymentPermission
from motcua.submissions.api import ASSIST


@staff_screen
@never_cache
@require_GET
def done(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    require_counter(by)
    case = casework.get_case(case_id, by=by, now=timezone.now())
    casework.record_reading(case_id, by=by, now=timezone.now())
    context = {
        **header(_("Đã nộp hồ sơ"), counter_crumb(), icon="success"),
        "case": case,
        "service_name": pick(dict(case.row.service_name), "vi"),
        "has_receipt": any(each.kind == casework.PaperKind.RECEIPT for each in case.papers),
        "owes": case.row.fee_state == casework.FeeState.DUE,
        "may_collect": by.may(PaymentPermission.COLLECT),
        "may_assist": by.may(ASSIST),
        "may_scan": by.may(casework.Permission.RECEIVE),
    }
    return render(request, "backoffice/counter/done.html", context)


@staff_screen
@require_GET
def print_receipt(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Form 01, made now if it is not made yet: nobody waits at a counter for a worker."""
    by, now = actor_from_request(request), timezone.now()
    require_counter(by)
    file_id = casework.newest_paper_file(
        case_id=case_id, kind=casework.PaperKind.RECEIPT, by=by, now=now
    )
    files.require_file(by, file_id)
    casework.record_reading(case_id, by=by, now=now, what="file")
    return files.show_file(files.get_file(file_id), inline=True)
