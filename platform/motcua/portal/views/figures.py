"""Open figures for everybody: pictures, the same as a table, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.portal.figures import as_csv, chart_of, figures_of, year_asked, years_until
from motcua.portal.offline import readable_offline


@require_GET
@readable_offline
def figures(request: HttpRequest) -> HttpResponse:
    found = figures_of(year_asked(request.GET), now=timezone.now())
    context = {
        "figures": found,
        "chart": chart_of(found.months),
        "years": years_until(timezone.localdate()),
    }
    return render(request, "figures.html", context)


@require_GET
def figures_csv(request: HttpRequest) -> HttpResponse:
    year = year_asked(request.GET)
    answer = HttpResponse(
        as_csv(figures_of(year, now=timezone.now())), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="thong-ke-{year}.csv"'
    return answer
