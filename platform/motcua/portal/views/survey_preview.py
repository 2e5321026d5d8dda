"""A survey's draft as citizens will see it, for its authors. What is typed goes nowhere."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from motcua.kernel.actors import SYSTEM
from motcua.portal.views.preview import show_sealed
from motcua.surveys import api as surveys

PURPOSE: Final = "survey-preview"


@require_GET
@xframe_options_sameorigin
def survey_preview(request: HttpRequest, token: str, page_id: str) -> HttpResponse:
    """The seal names one revision, as of services."""
    return show_sealed(
        request,
        token,
        page_id,
        purpose=PURPOSE,
        read=lambda data: surveys.get_draft(UUID(data["survey"]), by=SYSTEM, with_problems=False),
        key="survey-draft",
        place="survey_preview",
        last=gettext_lazy("Gửi câu trả lời"),
    )
