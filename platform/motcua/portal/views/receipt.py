"""What was received: every answer and every file, with size and hash, as a page and as a PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.casework.api import case_of_submission, get_case
from motcua.files.api import content_response, get_file, require_file, show_file
from motcua.identity.api import applicant_actor
from motcua.portal.people import applicant_of, applicant_required
from motcua.submissions import api as submissions


@applicant_required
@require_GET
def receipt(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    by = applicant_actor(applicant_of(request))
    proof = submissions.proof_of_receipt(submission_id, by=by)
    case_id = case_of_submission(submission_id, by=by)
    context = {
        "proof": proof,
        "receipt": submissions.get_receipt(submission_id),
        "case_id": case_id,
        "case": get_case(case_id, by=by, now=timezone.now()) if case_id else None,
    }
    return render(request, "cases/receipt.html", context)


@applicant_required
@require_GET
def receipt_pdf(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    by = applicant_actor(applicant_of(request))
    proof = submissions.proof_of_receipt(submission_id, by=by)
    content = submissions.proof_pdf(submission_id, by=by)
    return content_response(
        content, name=f"bien-nhan-{proof.reference}.pdf", media_type="application/pdf"
    )


@applicant_required
@require_GET
def own_file(request: HttpRequest, submission_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file the applicant sent, for looking at it again."""
    by = applicant_actor(applicant_of(request))
    submissions.get_submission(submission_id, by=by)
    require_file(by, file_id)
    return show_file(get_file(file_id))
