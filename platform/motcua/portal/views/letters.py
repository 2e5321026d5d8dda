"""Messages between the applicant and the office about one dossier."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.casework import api as casework
from motcua.identity.api import applicant_actor
from motcua.kernel.errors import DomainError, NotFound
from motcua.portal.people import applicant_of, applicant_required


@applicant_required
@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Opening the page is what the office is told as "read"."""
    by, now = applicant_actor(applicant_of(request)), timezone.now()
    case = casework.get_case(case_id, by=by, now=now)
    typed, error = "", None
    if request.method == "POST":
        typed = request.POST.get("body", "")[:10_000]
        try:
            casework.write_to_office(case_id=case_id, body=typed, by=by, now=now)
        except NotFound:
            raise
        except DomainError as refused:
            error = refused
        else:
            return HttpResponseRedirect(reverse("case_letters", args=[case_id]))
    shown = casework.letters_of(case_id, by=by)
    casework.read_letters(case_id=case_id, by=by, now=now)
    context = {"case": case, "letters": shown, "typed": typed, "error": error}
    status = error.status if error else 200
    return render(request, "cases/letters.html", context, status=status)
