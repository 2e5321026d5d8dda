"""What people may be to those they act for."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RELATIONS: Final[Mapping[str, "str | Promise"]] = {
    "parent": _("Cha, mẹ"),
    "guardian": _("Người giám hộ"),
    "authorised": _("Người được ủy quyền"),
}
ROLES: Final[Mapping[str, "str | Promise"]] = {
    "admin": _("Quản trị: nộp hồ sơ, mời và cho rời"),
    "member": _("Thành viên: nộp hồ sơ"),
}
