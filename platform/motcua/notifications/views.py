"""Where providers' servers tell a tenant how its messages fared. No session, no page, no cookie."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from motcua.kernel.clients import client_network
from motcua.kernel.errors import NotFound, TooMany
from motcua.kernel.limits import check_limit
from motcua.notifications.errors import ReportRefused
from motcua.notifications.operations.record_reports import record_reports
from motcua.notifications.operations.wake import wake_sender
from motcua.notifications.queries.accounts import find_account
from motcua.notifications.queries.report_address import is_report_key
from motcua.notifications.registry import Callback, channels

# A provider's few servers may bring a whole province's reports after an outage.
_ALLOWED_A_MINUTE: Final = 1200
_LONGEST_BODY: Final = 64 * 1024


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, channel: str, key: str) -> HttpResponse:
    """One report, or several; answered 200 whenever it was understood, news or not."""
    name, now = f"channel.{channel}", timezone.now()
    if name not in channels or not is_report_key(name, key):
        raise NotFound(channel)
    try:
        check_limit(
            name="notifications.report",
            subject=client_network(request),
            allowed=_ALLOWED_A_MINUTE,
            per=timedelta(minutes=1),
            now=now,
        )
    except TooMany as error:
        retry = str(error.details.get("retry_after", 60))
        return JsonResponse({}, status=error.status, headers={"Retry-After": retry})
    account = find_account(name)
    if account is None:
        raise NotFound(channel)
    callback = Callback(
        body=request.body[:_LONGEST_BODY],
        headers=request.headers,
        query={each: str(value) for each, value in request.GET.items()},
        now=now,
    )
    try:
        reports = channels.get(name).parse_report(callback, account)
    except ReportRefused as error:
        return JsonResponse({"error": error.code}, status=error.status)
    if record_reports(channel=name, reports=reports, now=now):
        wake_sender()
    return JsonResponse({})
