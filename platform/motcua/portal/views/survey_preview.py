"""A survey's draft as citizens will see it, for its authors. What is typed goes nowhere."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from motcua.kernel.actors import SYSTEM
from motcua.kernel.sealed_links import SealExpired, unseal
from motcua.portal.views.preview import LIFETIME_SECONDS, Look, show_draft
from motcua.surveys import api as surveys

PURPOSE: Final = "survey-preview"


@require_GET
@xframe_options_sameorigin
def survey_preview(request: HttpRequest, token: str, page_id: str) -> HttpResponse:
    """The seal names one revision, as of services."""
    data = unseal(token, purpose=PURPOSE, seconds=LIFETIME_SECONDS)
    draft = surveys.get_draft(UUID(data["survey"]), by=SYSTEM, with_problems=False)
    if draft.revision != data["revision"]:
        raise SealExpired(_("Bản nháp đã được sửa tiếp. Hãy mở lại bản xem thử."))
    with translation.override(data.get("language", "vi")):
        return show_draft(
            request,
            draft.document,
            key=f"survey-draft-{draft.id}-{draft.revision}",
            look=Look.of(data),
            page_id=page_id,
            place=("survey_preview", token),
            last=_("Gửi câu trả lời"),
        )
