"""The National Payment Platform on the wire (domain reference 7.3), pure code, used from both ends.

``MaXacThuc`` is SHA-256 over the values in a fixed order and the partner's secret, all joined by
``|``. The receipt's details (``ThongTinBienLai``) travel with a request and are not under it.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any, Final

VERSION: Final = "1.0.6"
CHECKSUM: Final = "MaXacThuc"
_ZONE: Final = timezone(timedelta(hours=7))

INIT_FIELDS: Final = (
    "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan",
    "MaKenhThanhToan", "MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang", "ThongTinGiaoDich",
    "ThoiGianGD", "Ip",
)  # fmt: skip
QUERY_FIELDS: Final = ("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
NOTICE_FIELDS: Final = (
    "LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich",
    "MaNganHang", "ThoiGianGD", "ThongTinGiaoDich",
)  # fmt: skip


def canonical(fields: Mapping[str, Any], names: Sequence[str], *, secret: str) -> str:
    """The text whose digest is the checksum."""
    return "|".join([*(str(fields.get(name, "")) for name in names), secret])


def checksum(fields: Mapping[str, Any], names: Sequence[str], *, secret: str) -> str:
    text = canonical(fields, names, secret=secret)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def has_checksum(fields: Mapping[str, Any], names: Sequence[str], *, secret: str) -> bool:
    """Compared in constant time. A value that holds the separator could say two things."""
    if any("|" in str(fields.get(name, "")) for name in names):
        return False
    given = str(fields.get(CHECKSUM, "")).lower().encode("utf-8", "replace")
    return hmac.compare_digest(given, checksum(fields, names, secret=secret).encode())


def time_of(moment: datetime) -> str:
    """``yyyyMMddHHmmss`` in GMT+7."""
    return moment.astimezone(_ZONE).strftime("%Y%m%d%H%M%S")
