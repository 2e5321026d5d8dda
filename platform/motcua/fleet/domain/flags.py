"""What can be turned on and off while everything runs, and what each switch means."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Flag:
    """``default``: how it stands where nobody has set it. ``by_tenant``: may differ by tenant."""

    key: str
    label: str | Promise
    about: str | Promise
    default: bool = True
    by_tenant: bool = True


flags: Final = Registry[Flag]("feature flag", Flag)
SIGNUP: Final = "signup.open"
EXPORT: Final = "tenant.own_export"
PRACTICE: Final = "tenant.practice"
COMMUNES: Final = "tenant.communes"
BUILT_IN: Final = (
    Flag(
        SIGNUP,
        _("Nhận đăng ký mở cổng mới"),
        _("Tắt khi bị đăng ký dồn dập hoặc khi máy chủ cần nghỉ; lượt đã xác nhận vẫn được làm."),
        by_tenant=False,
    ),
    Flag(
        EXPORT,
        _("Cơ quan tự xuất dữ liệu"),
        _("Tắt khi đĩa gần đầy; người vận hành vẫn xuất được."),
    ),
    Flag(
        PRACTICE,
        _("Khu diễn tập và bản tập huấn"),
        _("Mỗi khu là một bản sao trong cơ sở dữ liệu; tắt khi thiếu chỗ."),
    ),
    Flag(
        COMMUNES,
        _("Tỉnh tự mở cổng cho xã"),
        _("Tắt thì tỉnh không mở thêm cổng riêng cho xã, phường; cổng đã mở vẫn chạy."),
    ),
)
