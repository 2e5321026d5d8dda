"""Files and papers of a dossier."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.backoffice.inbox import acting
from motcua.backoffice.inbox.shell import staff_screen
from motcua.casework import api as casework
from motcua.files import api as files
from motcua.kernel.actors import Actor


@staff_screen
@require_GET
def case_file(request: HttpRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """As a download; a picture also in place with ``?xem=1``. Reading leaves a trace."""
    by, now = acting.reader(request, case_id), timezone.now()
    require_case_file(by, case_id, file_id)
    casework.record_reading(case_id, by=by, now=now)
    return files.show_file(files.get_file(file_id), inline="xem" in request.GET)


def require_case_file(by: Actor, case_id: UUID, file_id: UUID) -> None:
    """The one rule of files here: the dossier may be read, and the file is the dossier's.

    Raises ``CaseMissing`` or ``FileMissing``.
    """
    casework.require_shown_file(case_id, file_id, by=by)
    owned = files.list_files(f"case:{case_id}") + files.list_files(casework.work_files(case_id))
    if all(each.id != file_id for each in owned):
        raise files.FileMissing(_("Không tìm thấy tệp."))
    files.require_file(by, file_id)
