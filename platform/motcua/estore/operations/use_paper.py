"""A paper of the store becomes an answer in a new dossier, because its owner said so."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.counter.api import ComponentState
from motcua.estore.errors import ConsentMissing, PaperUnusable
from motcua.estore.queries.papers import PaperView, find_paper, owner_of, require_open_store
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.submissions.api import DraftView, reuse_file

USED: Final = "case.paper_reused"


def use_paper(
    *, draft_id: UUID, path: str, file_id: UUID, agreed: bool, by: Actor, now: datetime
) -> DraftView:
    """Link the very file (size and digest stay what they are) to the question at ``path``.

    The draft keeps which dossier it is from and when its owner agreed, and so does what is sent;
    the dossier it is from notes the use. Raises ``ConsentMissing``, ``StoreClosed``,
    ``PaperMissing``, ``PaperUnusable`` and what ``submissions.reuse_file`` does.
    """
    owner_of(by)
    if not agreed:
        raise ConsentMissing(
            _("Hãy đánh dấu đồng ý thì giấy tờ mới được đưa vào hồ sơ này."), field="agreed"
        )
    require_open_store(by=by)
    with transaction.atomic():
        paper = find_paper(file_id, by=by, now=now)
        _require_usable(paper)
        state = ComponentState.FROM_RESULT if paper.is_result else ComponentState.FROM_STORE
        draft = reuse_file(
            draft_id=draft_id,
            path=path,
            file_id=paper.id,
            digitisation=int(state),
            source=paper.number,
            by=by,
            now=now,
        )
        audit.record(
            action=USED,
            subject=f"case-reads:{paper.case_id}",
            by=by,
            at=now,
            data={"draft": str(draft_id), "sha256": paper.sha256, "size": paper.size},
        )
    return draft


def _require_usable(paper: PaperView) -> None:
    if paper.is_usable:
        return
    words = {
        "expired": _("Giấy tờ này đã hết hạn, hãy tải lên bản mới."),
        "revoked": _("Kết quả này đã bị thu hồi hoặc thay thế, không dùng lại được."),
        "unchecked": _("Tệp này chưa kiểm tra an toàn xong, hoặc đã bị chặn."),
    }
    raise PaperUnusable(words.get(paper.standing, _("Giấy tờ này đang được ẩn.")))
