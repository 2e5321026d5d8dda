"""Files and papers of a dossier."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.backoffice.inbox import acting
from motcua.backoffice.inbox.shell import header, inbox_crumb, staff_screen
from motcua.casework import api as casework
from motcua.files import api as files
from motcua.kernel.actors import Actor
from motcua.kernel.assets import asset_url, stylesheet_urls

_VIEWER: Final = "apps/portal/src/pdf-viewer.ts"


@staff_screen
@require_GET
def case_file(request: HttpRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """As a download; with ``?xem=1`` a picture in place, a PDF in a page of ours that fetches it
    from here. Reading leaves a trace."""
    by, now = acting.reader(request, case_id), timezone.now()
    require_case_file(by, case_id, file_id)
    stored = files.get_file(file_id)
    if "xem" in request.GET and stored.media_type == "application/pdf":
        return _viewer(request, case_id, stored)
    casework.record_reading(case_id, by=by, now=now, what="file")
    return files.show_file(stored, inline="xem" in request.GET)


def _viewer(request: HttpRequest, case_id: UUID, stored: files.StoredFileView) -> HttpResponse:
    context = {
        **header(stored.name, inbox_crumb(), icon="doc-full"),
        "name": stored.name,
        "source": request.path,
        "back": reverse("office:case", args=[case_id]),
        "script": asset_url(_VIEWER),
        "styles": stylesheet_urls(_VIEWER),
    }
    return files.let_read_files(render(request, "backoffice/inbox/pdf.html", context))


def require_case_file(by: Actor, case_id: UUID, file_id: UUID) -> None:
    """The one rule of files here: the dossier may be read, and the file is the dossier's.

    Raises ``CaseMissing`` or ``FileMissing``.
    """
    casework.require_shown_file(case_id, file_id, by=by)
    owned = files.list_files(f"case:{case_id}") + files.list_files(casework.work_files(case_id))
    if all(each.id != file_id for each in owned):
        raise files.FileMissing(_("Không tìm thấy tệp."))
    files.require_file(by, file_id)
