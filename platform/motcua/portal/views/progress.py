"""The agency's progress, in the open: by unit, field and procedure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from motcua.portal.figures import year_asked, years_until
from motcua.portal.offline import readable_offline
from motcua.portal.progress import progress_csv, progress_of


@require_GET
@readable_offline
def progress(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "found": progress_of(year_asked(request.GET), now=now),
        "years": years_until(timezone.localdate()),
        "now": now,
    }
    return render(request, "progress.html", context)


@require_GET
def progress_file(request: HttpRequest) -> HttpResponse:
    found = progress_of(year_asked(request.GET), now=timezone.now())
    body = progress_csv(found, get_language() or "vi")
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="tien-do-{found.year}.csv"'
    return answer
