"""What was found out about the signatures of files, in words; one question for a whole list."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.files.domain.signing import CheckView
from motcua.files.queries.signing import checks_of

register = template.Library()
_PDF = "application/pdf"


@register.simple_tag
def signature_checks(files: Iterable[Any]) -> dict[UUID, CheckView]:
    """``{% signature_checks case.files as signed %}``; asks nothing when no file is a PDF."""
    wanted = [each.file_id for each in files if each.media_type == _PDF]
    return checks_of(wanted) if wanted else {}


@register.filter
def signature_words(checks: Mapping[UUID, CheckView], file_id: UUID) -> str:
    """Empty for a file that is not signed."""
    check = checks.get(file_id)
    if check is None:
        return ""
    return f"{_verdict(check)}{_who(check)}"


@register.filter
def signature_is_bad(checks: Mapping[UUID, CheckView], file_id: UUID) -> bool:
    check = checks.get(file_id)
    return check is not None and check.outcome not in ("", "valid")


def _verdict(check: CheckView) -> str:
    words = {
        "": _("Có chữ ký số, đang kiểm tra"),
        "valid": _("Chữ ký số hợp lệ"),
        "altered": _("Tệp đã bị sửa sau khi ký"),
        "unreadable": _("Không đọc được chữ ký số: tệp hỏng hoặc đã bị sửa"),
        "revoked": _("Chứng thư số đã bị thu hồi trước khi ký"),
        "expired": _("Chứng thư số hết hạn, không có dấu thời gian chứng minh lúc ký"),
        "unknown_issuer": _("Không rõ nơi cấp chứng thư số"),
    }
    return words[check.outcome]


def _who(check: CheckView) -> str:
    told = []
    for each in check.signatures:
        when = ""
        if each.signed_at is not None:
            when = f", {timezone.localtime(each.signed_at):%H:%M %d/%m/%Y}"
        told.append(f"{each.signer_name}{when} ({each.issuer_name})")
    return f": {'; '.join(told)}" if told else ""
