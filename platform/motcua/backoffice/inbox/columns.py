"""Columns of the list, and which of them somebody has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: str | Promise
    is_usual: bool = True


# The number of the dossier always stands first.
COLUMNS: Final = (
    Column("chu", _("Chủ hồ sơ")),
    Column("trang-thai", _("Trạng thái")),
    Column("han", _("Thời hạn")),
    Column("o-dau", _("Đang ở")),
    Column("dich-vu", _("Dịch vụ"), is_usual=False),
    Column("nop", _("Nộp lúc"), is_usual=False),
    Column("nhan", _("Tiếp nhận lúc"), is_usual=False),
    Column("phi", _("Phí, lệ phí"), is_usual=False),
    Column("kenh", _("Kênh nộp"), is_usual=False),
)


def chosen(keys: Sequence[str]) -> tuple[Column, ...]:
    """In the order of the list; nothing chosen means the usual ones."""
    found = tuple(each for each in COLUMNS if each.key in keys)
    return found or tuple(each for each in COLUMNS if each.is_usual)
