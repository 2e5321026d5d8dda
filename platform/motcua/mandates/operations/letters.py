"""Mail of the platform about mandates. It says nothing secret and opens nothing by itself."""

from typing import Final

import structlog
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from motcua.kernel.log_lines import failure_of
from tenants.api import platform_url

log = structlog.get_logger(__name__)
PAGE: Final = "/tai-khoan/dai-dien/"


def send_invitation(*, to: str, name: str) -> None:
    """A letter that does not leave is no harm: the invitation waits in the account as well."""
    body = _(
        "%(name)s mời ông/bà xác nhận việc đại diện khi làm thủ tục hành chính.\n\n"
        "Ông/bà đăng nhập tài khoản của mình và trả lời tại: %(link)s\n\n"
        "Nếu không quen người này, ông/bà bỏ qua thư; chưa có gì có hiệu lực."
    ) % {"name": name, "link": platform_url(PAGE)}
    subject = _("Lời mời xác nhận việc đại diện")
    try:
        EmailMessage(subject=subject, body=body, to=[to]).send()
    except OSError as error:
        log.warning("invitation_not_sent", error=failure_of(error))
