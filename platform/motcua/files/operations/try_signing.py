"""Test buttons: whether a key signs and an authority stamps, how fast, and in words why not."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.files.errors import SignatureFailed
from motcua.files.models import SigningIdentity
from motcua.files.operations.sign_paper import stamper_of, trust_of
from motcua.files.operations.signing_identities import open_key

_SLOW_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Trial:
    """``seconds`` as the officer would wait; ``authority``: who stamped (stamps only)."""

    is_good: bool
    seconds: float
    message: str
    authority: str = ""

    @property
    def is_slow(self) -> bool:
        return self.is_good and self.seconds > _SLOW_SECONDS


def try_identity(*, identity_id: UUID, pin: str, now: datetime) -> Trial:
    """Sign random bytes with a certificate's key. Raises ``PinWrong``, ``SigningRefused``,
    ``LimitReached``."""
    from motcua.files.signing.trials import try_key

    row = SigningIdentity.objects.get(pk=identity_id)
    key = open_key(identity_id=identity_id, pin=pin, now=now)
    started = time.monotonic()
    try:
        try_key(key.signer, row.certificate)
    except SignatureFailed as error:
        return Trial(False, time.monotonic() - started, _key_words(str(error)))
    return Trial(True, time.monotonic() - started, _("Ký thử được, chữ ký khớp với chứng thư."))


def try_stamps(*, now: datetime) -> Trial:
    """Ask whoever stamps here for one time stamp. Raises ``SigningRefused`` when nobody does."""
    from motcua.files.signing.trials import try_stamper

    stamper, trust = stamper_of(now), trust_of(now=now)
    started = time.monotonic()
    try:
        stamp = try_stamper(stamper, trust, now=now)
    except SignatureFailed as error:
        return Trial(False, time.monotonic() - started, _stamp_words(str(error)))
    words = _("Cấp dấu thời gian được và kiểm tra thấy đúng.")
    return Trial(True, time.monotonic() - started, words, stamp.authority)


def _key_words(reason: str) -> str:
    if "invalid_pin" in reason:
        return _("Dịch vụ ký số nói mã PIN không đúng.")
    if "unknown_credential" in reason:
        return _("Dịch vụ ký số không biết tài khoản này. Hãy xem lại mã tài khoản và mã truy cập.")
    if "not signed in time" in reason:
        return _("Dịch vụ ký số chưa trả chữ ký trong 20 giây. Chủ chứng thư đã xác nhận chưa?")
    if "does not fit" in reason:
        return _("Chữ ký nhận về không khớp chứng thư. Đừng dùng dịch vụ này khi chưa rõ lý do.")
    if "does not answer" in reason:
        return _("Không nối được tới dịch vụ ký số. Hãy xem lại địa chỉ và đường mạng.")
    return _("Dịch vụ ký số báo lỗi và không ký.")


def _stamp_words(reason: str) -> str:
    kind = reason.partition(":")[0]
    if kind == "mismatch":
        return _("Dấu thời gian nhận về là của dữ liệu khác. Không dùng dịch vụ này.")
    if kind == "untrusted":
        return _("Dấu thời gian do một tổ chức chưa được tin cậy ở đây. Hãy thêm chứng thư gốc.")
    if kind == "clock":
        return _("Đồng hồ của dịch vụ và của hệ thống lệch nhau quá 5 phút.")
    return _("Dịch vụ cấp dấu thời gian không trả lời. Hãy xem lại địa chỉ và đường mạng.")
