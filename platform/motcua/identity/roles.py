"""Roles as code: which work each role may do (domain reference 4.1).

Permissions are plain strings so that this app, which lies below all others, need not import
them; each app declares its own in ``permissions.py``. Two separations hold by construction:
who builds a service cannot publish it, and technical operation reads no dossier.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.kernel.errors import NotFound


class RoleMissing(NotFound):
    code = "role_missing"


@dataclass(frozen=True, slots=True)
class Role:
    """``key`` is stored; ``label`` is shown."""

    key: str
    label: str | Promise
    permissions: frozenset[str]


def _role(key: str, label: str | Promise, *permissions: str) -> tuple[str, Role]:
    return key, Role(key, label, frozenset(permissions))


ROLES: Final[dict[str, Role]] = dict(
    [
        _role(
            "receptionist",
            _("Cán bộ tiếp nhận (một cửa)"),
            "casework.read",
            "casework.receive",
            "casework.return_result",
            "submissions.assist",
            "mandates.check",
            "counter.serve",
            "payments.collect",
            "payments.read",
        ),
        _role("supporter", _("Cán bộ hỗ trợ"), "submissions.assist", "counter.serve"),
        _role("specialist", _("Chuyên viên thụ lý"), "casework.read", "casework.appraise"),
        _role(
            "division_head",
            _("Lãnh đạo phòng"),
            "casework.read",
            "casework.read_personal",
            "casework.appraise",
            "casework.assign",
            "reporting.read",
        ),
        _role(
            "leader",
            _("Lãnh đạo đơn vị"),
            "casework.read",
            "casework.read_personal",
            "casework.approve",
            "casework.reopen",
            "casework.assign",
            "petitions.read",
            "ratings.read",
            "reporting.read",
            "surveys.read",
            "surveys.publish",
        ),
        _role("clerk_office", _("Văn thư"), "casework.read", "casework.issue"),
        _role(
            "cashier",
            _("Kế toán, thu phí"),
            "casework.read",
            "payments.collect",
            "payments.read",
            "payments.reconcile",
        ),
        _role(
            "returner",
            _("Cán bộ trả kết quả"),
            "casework.read",
            "casework.return_result",
            "counter.serve",
        ),
        _role(
            "procedure_control",
            _("Kiểm soát thủ tục hành chính"),
            "casework.read",
            "casework.read_all",
            "casework.hold",
            "catalogue.read",
            "counter.configure",
            "mandates.check",
            "petitions.read",
            "petitions.handle",
            "privacy.read",
            "privacy.handle",
            "ratings.read",
            "ratings.moderate",
            "reporting.read",
            "surveys.read",
            "surveys.edit",
        ),
        _role("builder", _("Người thiết kế dịch vụ"), "catalogue.read", "catalogue.edit"),
        _role("publisher", _("Người duyệt công bố dịch vụ"), "catalogue.read", "catalogue.publish"),
        _role("editor", _("Biên tập cổng"), "portal.edit", "surveys.read", "surveys.edit"),
        _role(
            "chief_editor",
            _("Duyệt bài của cổng"),
            "portal.edit",
            "portal.publish",
            "surveys.read",
            "surveys.edit",
            "surveys.publish",
        ),
        _role("tech_admin", _("Quản trị kỹ thuật"), "tenant.configure", "counter.configure"),
        _role(
            "inspector",
            _("Kiểm tra, thanh tra"),
            "casework.read",
            "casework.read_personal",
            "casework.read_all",
            "casework.hold",
            "payments.read",
            "petitions.read",
            "privacy.read",
            "ratings.read",
            "reporting.read",
            "surveys.read",
            "audit.read",
        ),
    ]
)


def get_role(key: str) -> Role:
    try:
        return ROLES[key]
    except KeyError:
        raise RoleMissing(gettext("Không có vai trò này."), field="role") from None


def permissions_of(roles: frozenset[str]) -> frozenset[str]:
    """Union over ``roles``; a role that no longer exists in code gives nothing."""
    return frozenset().union(*(ROLES[key].permissions for key in roles if key in ROLES))
