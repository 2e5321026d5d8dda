"""A paper that somebody waits for in front of the printer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMissing
from motcua.casework.models import Case, Paper, PaperKind
from motcua.casework.operations.sign_forms import require_file
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import Actor


def newest_paper_file(*, case_id: UUID, kind: PaperKind, by: Actor, now: datetime) -> UUID:
    """The file of the dossier's newest paper of ``kind``, made at once if no worker has yet.

    Raises ``CaseMissing`` where there is none, or none for ``by``, ``FormMoved`` while it waits for
    its signer's PIN.
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
        return require_file(paper, by=by, now=now)
