"""What the sender hears, by whatever they left: the portal's inbox, mail, text."""

from datetime import datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime

from motcua.notifications.api import Recipient, notices_ending, notify
from motcua.petitions.models import Petition

_notice: Final = notices_ending(
    "\n\nTheo dõi tại: {link} (mã {code}; mã bí mật ở trang hiện ra khi ông/bà gửi)\n\n{agency}",
    "\n\nFollow it at: {link} (code {code}; the secret code is on the page shown when you sent "
    "it)\n\n{agency}",
)

NOTICES: Final = (
    _notice(
        "petition_received",
        ("Đã nhận phản ánh, kiến nghị {code}", "Cơ quan đã nhận ý kiến và xem xét trước {due}."),
        ("Your petition {code} was received", "The agency will look at it by {due}."),
        "due",
    ),
    _notice(
        "petition_accepted",
        ("{code}: cơ quan đang giải quyết", "Ý kiến được giải quyết và trả lời trước {due}."),
        ("{code}: the agency is working on it", "It will be answered by {due}."),
        "due",
    ),
    _notice(
        "petition_asked",
        (
            "{code}: cơ quan cần ông/bà cho biết thêm",
            "Câu hỏi của cơ quan nằm ở trang theo dõi. Xin trả lời trước {due}.",
        ),
        (
            "{code}: the agency needs to know more",
            "The agency's question is on the tracking page. Please answer by {due}.",
        ),
        "due",
    ),
    _notice(
        "petition_refused",
        ("{code}: không tiếp nhận", "Lý do nằm ở trang theo dõi."),
        ("{code}: not accepted", "The reason is on the tracking page."),
    ),
    _notice(
        "petition_answered",
        ("{code}: đã có trả lời", "Câu trả lời nằm ở trang theo dõi."),
        ("{code}: there is an answer", "The answer is on the tracking page."),
    ),
)


def tell_sender(row: Petition, template: str, *, now: datetime) -> None:
    """Never the text itself: mail and texts can be read by others."""
    content = row.content
    due = date_format(localtime(row.due_at), "d/m/Y") if row.due_at else ""
    context = {"code": row.code, "link": "/phan-anh/tra-cuu/"}
    if template in ("petition_received", "petition_accepted", "petition_asked"):
        context["due"] = due
    notify(
        recipient=Recipient(
            applicant_id=row.applicant_id,
            email=content.get("email", ""),
            phone=content.get("phone", ""),
            name=content.get("name", ""),
        ),
        template=template,
        context=context,
        subject=row.audit_subject,
        dedupe_key=f"{row.audit_subject}:{template}:{now.isoformat()}",
        now=now,
    )
