"""A paper that somebody waits for in front of the printer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMissing
from motcua.casework.models import Case, Paper, PaperKind
from motcua.casework.operations.papers import render_now
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import Actor


def newest_paper_file(*, case_id: UUID, kind: PaperKind, by: Actor, now: datetime) -> UUID:
    """The file of the dossier's newest paper of ``kind``, made at once if no worker has yet.

    Raises ``CaseMissing`` where there is none, or none for ``by``.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise CaseMissing(_("Không tìm thấy hồ sơ."))
    require_case(by, case)
    with transaction.atomic():
        rows = Paper.objects.select_for_update().filter(case=case, kind=kind)
        paper = rows.order_by("-sequence").first()
        if paper is None:
            raise CaseMissing(_("Hồ sơ này chưa có giấy cần in."))
        if paper.file_id is None:
            render_now(paper, by=by, now=now)
        assert paper.file_id is not None
        return paper.file_id
